package io.fleetexecutor.api;

import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionPlan.FailureLimits;
import io.fleetexecutor.model.FailurePolicy.OnStop;

/** Plans, clusters and what is wrong with them, as protobuf messages. */
final class PlanWriter {
  private PlanWriter() {}

  static io.fleetexecutor.v1.ExecutionPlan plan(ExecutionPlan plan) {
    var proto =
        io.fleetexecutor.v1.ExecutionPlan.newBuilder()
            .setClusterCount(plan.clusterCount())
            .setMaxParallelClusters(plan.pace().maxParallelClusters())
            .setSlowStart(plan.pace().slowStart())
            .setMaxStartsPerSecond(plan.pace().maxStartsPerSecond())
            .setRetryPolicy(RolloutWriter.retry(plan.retryPolicy()))
            .setAttemptTimeout(Times.duration(plan.attemptTimeout()))
            .setClusterTimeout(Times.duration(plan.clusterTimeout()));
    FailureLimits limits = plan.failureLimits();
    proto.setOnStop(onStop(limits.onStop()));
    if (limits.maxFailedClusters() != null) {
      proto.setMaxFailedClusters(limits.maxFailedClusters());
    }
    if (limits.maxUnreachableClusters() != null) {
      proto.setMaxUnreachableClusters(limits.maxUnreachableClusters());
    }
    if (plan.executionTimeout() != null) {
      proto.setExecutionTimeout(Times.duration(plan.executionTimeout()));
    }
    for (ExecutionPlan.Wave wave : plan.waves()) {
      var planned =
          proto
              .addWavesBuilder()
              .setDisplayName(wave.displayName())
              .setClusterCount(wave.clusterCount())
              .setSoakDuration(Times.duration(wave.soak()))
              .setApprovalRequired(wave.approvalRequired());
      wave.clusters().forEach(cluster -> planned.addClusters(Names.cluster(cluster.name())));
    }
    return proto.build();
  }

  static io.fleetexecutor.v1.OnStop onStop(OnStop onStop) {
    return switch (onStop) {
      case DRAIN -> io.fleetexecutor.v1.OnStop.ON_STOP_DRAIN;
      case ABORT -> io.fleetexecutor.v1.OnStop.ON_STOP_ABORT;
    };
  }

  static io.fleetexecutor.v1.ClusterError error(ClusterError error) {
    var proto =
        io.fleetexecutor.v1.ClusterError.newBuilder()
            .setCodeValue(error.code().number())
            .setMessage(error.message())
            .setReason(error.reason());
    if (error.httpStatus() != null) {
      proto.setHttpStatus(error.httpStatus());
    }
    if (error.retryAfter() != null) {
      proto.setRetryAfter(Times.duration(error.retryAfter()));
    }
    return proto.build();
  }
}
