package io.fleetexecutor.api;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.v1.OnStop;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Executions and results out of the messages that {@link ExecutionWriter} made of them. */
final class ExecutionReader {
  private ExecutionReader() {}

  static Execution execution(io.fleetexecutor.v1.Execution proto) {
    return new Execution(
        Names.executionId(proto.getName()),
        proto.getCaller(),
        proto.getRetryOf().isEmpty() ? "" : Names.executionId(proto.getRetryOf()),
        // It was checked when it was accepted, perhaps with other limits.
        new SpecReader(Violations.ignored(), Long.MAX_VALUE).read(proto.getSpec()),
        plan(proto.getPlan()),
        state(proto.getState()),
        proto.getStateReason(),
        Times.instant(proto.getCreateTime()),
        proto.hasEndTime() ? Times.instant(proto.getEndTime()) : null,
        proto.hasSummary() ? SummaryReader.summary(proto.getSummary()) : null);
  }

  private static ExecutionPlan plan(io.fleetexecutor.v1.ExecutionPlan proto) {
    return new ExecutionPlan(
        proto.getWavesList().stream()
            .map(
                wave ->
                    new ExecutionPlan.Wave(
                        wave.getDisplayName(),
                        wave.getClustersList().stream().map(ExecutionReader::cluster).toList()))
            .toList(),
        proto.getClusterCount(),
        proto.getMaxParallelClusters(),
        new ExecutionPlan.FailureLimits(
            proto.hasMaxFailedClusters() ? (Integer) proto.getMaxFailedClusters() : null,
            proto.hasMaxUnreachableClusters() ? (Integer) proto.getMaxUnreachableClusters() : null,
            proto.getOnStop() == OnStop.ON_STOP_ABORT
                ? FailurePolicy.OnStop.ABORT
                : FailurePolicy.OnStop.DRAIN),
        Times.duration(proto.getAttemptTimeout()),
        Times.duration(proto.getClusterTimeout()),
        proto.hasExecutionTimeout() ? Times.duration(proto.getExecutionTimeout()) : null);
  }

  private static Cluster cluster(String name) {
    String cluster = Names.clusterName(name);
    return new Cluster(cluster, cluster, Map.of(), "", "", null);
  }

  /** A result without its output. */
  static ClusterResult result(io.fleetexecutor.v1.ClusterResult proto) {
    return new ClusterResult(
        Names.clusterName(proto.getCluster()),
        proto.getAttemptCount(),
        proto.hasStartTime() ? Times.instant(proto.getStartTime()) : null,
        Times.duration(proto.getDuration()),
        new ClusterAnswer(
            state(proto.getState()),
            proto.hasError() ? error(proto.getError()) : null,
            null,
            proto.getOutputTruncated(),
            proto.getTotalOutputBytes(),
            proto.getChanged(),
            proto.getOutcomeUnknown(),
            proto.getFingerprint()));
  }

  static ClusterError error(io.fleetexecutor.v1.ClusterError proto) {
    return new ClusterError(
        ErrorCode.of(proto.getCodeValue()),
        proto.getReason(),
        proto.getMessage(),
        httpStatus(proto),
        proto.hasRetryAfter() ? Times.duration(proto.getRetryAfter()) : null);
  }

  private static @Nullable Integer httpStatus(io.fleetexecutor.v1.ClusterError proto) {
    return proto.getHttpStatus() == 0 ? null : proto.getHttpStatus();
  }

  static ClusterState state(io.fleetexecutor.v1.ClusterResult.State proto) {
    return ClusterState.valueOf(withoutPrefix(proto));
  }

  static ExecutionState state(io.fleetexecutor.v1.Execution.State proto) {
    return ExecutionState.valueOf(withoutPrefix(proto));
  }

  private static String withoutPrefix(Enum<?> proto) {
    return proto.name().substring("STATE_".length());
  }
}
