package io.fleetexecutor.api;

import io.fleetexecutor.model.ClusterCounts;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.ExecutionSummary;

/** Executions and how they go, as protobuf messages. */
final class ExecutionWriter {
  private ExecutionWriter() {}

  static io.fleetexecutor.v1.Execution execution(Execution execution) {
    var proto =
        io.fleetexecutor.v1.Execution.newBuilder()
            .setName(Names.execution(execution.id()))
            .setSpec(SpecWriter.spec(execution.spec()))
            .setState(state(execution.state()))
            .setStateReason(execution.stateReason())
            .setPlan(PlanWriter.plan(execution.plan()))
            .setCaller(execution.caller())
            .setCreateTime(Times.timestamp(execution.createTime()));
    if (!execution.retryOf().isEmpty()) {
      proto.setRetryOf(Names.execution(execution.retryOf()));
    }
    if (execution.endTime() != null) {
      proto.setEndTime(Times.timestamp(execution.endTime()));
    }
    if (execution.summary() != null) {
      proto.setSummary(summary(execution.summary()));
    }
    return proto.build();
  }

  private static io.fleetexecutor.v1.ExecutionSummary summary(ExecutionSummary summary) {
    return io.fleetexecutor.v1.ExecutionSummary.newBuilder()
        .setClusterCounts(counts(summary.counts()))
        .setSuccessRate(summary.successRate())
        .setFailureRate(summary.failureRate())
        .setAverageDuration(Times.duration(summary.averageDuration()))
        .setMinDuration(Times.duration(summary.minDuration()))
        .setMaxDuration(Times.duration(summary.maxDuration()))
        .setP95Duration(Times.duration(summary.p95Duration()))
        .setWallDuration(Times.duration(summary.wallDuration()))
        .build();
  }

  static io.fleetexecutor.v1.ClusterCounts counts(ClusterCounts counts) {
    return io.fleetexecutor.v1.ClusterCounts.newBuilder()
        .setTotalCount(counts.total())
        .setCompletedCount(counts.completed())
        .setRunningCount(counts.running())
        .setSucceededCount(counts.count(ClusterState.SUCCEEDED))
        .setFailedCount(counts.count(ClusterState.FAILED))
        .setTimedOutCount(counts.count(ClusterState.TIMED_OUT))
        .setUnreachableCount(counts.count(ClusterState.UNREACHABLE))
        .setDeniedCount(counts.count(ClusterState.DENIED))
        .setCancelledCount(counts.count(ClusterState.CANCELLED))
        .setNotAttemptedCount(counts.count(ClusterState.NOT_ATTEMPTED))
        .setInterruptedCount(counts.count(ClusterState.INTERRUPTED))
        .build();
  }

  static io.fleetexecutor.v1.Execution.State state(ExecutionState state) {
    return io.fleetexecutor.v1.Execution.State.valueOf("STATE_" + state.name());
  }
}
