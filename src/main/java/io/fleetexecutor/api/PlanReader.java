package io.fleetexecutor.api;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionPlan.FailureLimits;
import io.fleetexecutor.model.ExecutionPlan.Pace;
import io.fleetexecutor.model.ExecutionPlan.Wave;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.RetryPolicy;
import io.fleetexecutor.v1.OnStop;
import io.fleetexecutor.v1.PlannedWave;
import java.util.Map;

/** Plans out of the messages that {@link PlanWriter} made of them. */
final class PlanReader {
  private PlanReader() {}

  static ExecutionPlan plan(io.fleetexecutor.v1.ExecutionPlan proto) {
    return new ExecutionPlan(
        proto.getWavesList().stream().map(PlanReader::wave).toList(),
        proto.getClusterCount(),
        new Pace(
            proto.getMaxParallelClusters(), proto.getSlowStart(), proto.getMaxStartsPerSecond()),
        new FailureLimits(
            proto.hasMaxFailedClusters() ? (Integer) proto.getMaxFailedClusters() : null,
            proto.hasMaxUnreachableClusters() ? (Integer) proto.getMaxUnreachableClusters() : null,
            proto.getOnStop() == OnStop.ON_STOP_ABORT
                ? FailurePolicy.OnStop.ABORT
                : FailurePolicy.OnStop.DRAIN),
        proto.hasRetryPolicy()
            ? new RetryReader(Violations.ignored(), "").read(proto.getRetryPolicy())
            : RetryPolicy.NONE,
        Times.duration(proto.getAttemptTimeout()),
        Times.duration(proto.getClusterTimeout()),
        proto.hasExecutionTimeout() ? Times.duration(proto.getExecutionTimeout()) : null);
  }

  private static Wave wave(PlannedWave proto) {
    return new Wave(
        proto.getDisplayName(),
        proto.getClustersList().stream().map(PlanReader::cluster).toList(),
        proto.getClusterCount(),
        Times.duration(proto.getSoakDuration()),
        proto.getApprovalRequired());
  }

  private static Cluster cluster(String name) {
    String cluster = Names.clusterName(name);
    return new Cluster(cluster, cluster, Map.of(), "", "", null);
  }
}
