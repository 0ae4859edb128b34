package io.fleetexecutor.api;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterCounts;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.ExecutionSummary;
import java.util.EnumMap;
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
        new SpecReader(new Violations(), Long.MAX_VALUE).read(proto.getSpec()),
        plan(proto.getPlan()),
        state(proto.getState()),
        proto.getStateReason(),
        Times.instant(proto.getCreateTime()),
        proto.hasEndTime() ? Times.instant(proto.getEndTime()) : null,
        proto.hasSummary() ? summary(proto.getSummary()) : null);
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
        Times.duration(proto.getAttemptTimeout()),
        Times.duration(proto.getClusterTimeout()),
        proto.hasExecutionTimeout() ? Times.duration(proto.getExecutionTimeout()) : null);
  }

  private static Cluster cluster(String name) {
    String cluster = Names.clusterName(name);
    return new Cluster(cluster, cluster, Map.of(), "", "", null);
  }

  private static ExecutionSummary summary(io.fleetexecutor.v1.ExecutionSummary proto) {
    return new ExecutionSummary(
        counts(proto.getClusterCounts()),
        proto.getSuccessRate(),
        proto.getFailureRate(),
        Times.duration(proto.getAverageDuration()),
        Times.duration(proto.getMinDuration()),
        Times.duration(proto.getMaxDuration()),
        Times.duration(proto.getP95Duration()),
        Times.duration(proto.getWallDuration()));
  }

  private static ClusterCounts counts(io.fleetexecutor.v1.ClusterCounts proto) {
    Map<ClusterState, Integer> ended = new EnumMap<>(ClusterState.class);
    ended.put(ClusterState.SUCCEEDED, proto.getSucceededCount());
    ended.put(ClusterState.FAILED, proto.getFailedCount());
    ended.put(ClusterState.TIMED_OUT, proto.getTimedOutCount());
    ended.put(ClusterState.UNREACHABLE, proto.getUnreachableCount());
    ended.put(ClusterState.DENIED, proto.getDeniedCount());
    ended.put(ClusterState.CANCELLED, proto.getCancelledCount());
    ended.put(ClusterState.NOT_ATTEMPTED, proto.getNotAttemptedCount());
    ended.put(ClusterState.INTERRUPTED, proto.getInterruptedCount());
    return new ClusterCounts(proto.getTotalCount(), proto.getRunningCount(), ended);
  }

  /** A result without its output. */
  static ClusterResult result(io.fleetexecutor.v1.ClusterResult proto) {
    return new ClusterResult(
        Names.clusterName(proto.getCluster()),
        proto.getAttemptCount(),
        proto.hasStartTime() ? Times.instant(proto.getStartTime()) : null,
        Times.duration(proto.getDuration()),
        new ClusterAnswer(
            ClusterState.valueOf(withoutPrefix(proto.getState())),
            proto.hasError() ? error(proto.getError()) : null,
            null,
            proto.getOutputTruncated(),
            proto.getTotalOutputBytes(),
            proto.getOutcomeUnknown()));
  }

  static ClusterError error(io.fleetexecutor.v1.ClusterError proto) {
    return new ClusterError(
        ErrorCode.of(proto.getCodeValue()),
        proto.getReason(),
        proto.getMessage(),
        httpStatus(proto));
  }

  private static @Nullable Integer httpStatus(io.fleetexecutor.v1.ClusterError proto) {
    return proto.getHttpStatus() == 0 ? null : proto.getHttpStatus();
  }

  static ExecutionState state(io.fleetexecutor.v1.Execution.State proto) {
    return ExecutionState.valueOf(withoutPrefix(proto));
  }

  private static String withoutPrefix(Enum<?> proto) {
    return proto.name().substring("STATE_".length());
  }
}
