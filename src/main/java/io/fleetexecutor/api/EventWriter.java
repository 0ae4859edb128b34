package io.fleetexecutor.api;

import io.fleetexecutor.model.ClusterCounts;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionAccepted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionFinished;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionEvent.ProgressReported;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.ExecutionSummary;

/** Events and executions as protobuf messages. */
final class EventWriter {
  private final io.fleetexecutor.v1.ExecutionSpec spec;

  /**
   * @param spec as the caller sent it, which is what an execution tells again
   */
  EventWriter(io.fleetexecutor.v1.ExecutionSpec spec) {
    this.spec = spec;
  }

  io.fleetexecutor.v1.ExecutionEvent event(ExecutionEvent event) {
    var proto =
        io.fleetexecutor.v1.ExecutionEvent.newBuilder()
            .setSequence(event.sequence())
            .setEventTime(Times.timestamp(event.eventTime()))
            .setExecution(Names.execution(event.executionId()));
    switch (event.payload()) {
      case ExecutionAccepted accepted ->
          proto.getExecutionAcceptedBuilder().setExecution(execution(accepted.execution()));
      case ClusterStarted started ->
          proto.getClusterStartedBuilder().setCluster(Names.cluster(started.cluster()));
      case ClusterFinished finished ->
          proto
              .getClusterFinishedBuilder()
              .setResult(ResultWriter.result(event.executionId(), finished.result()));
      case ProgressReported progress ->
          proto.getProgressReportedBuilder().setClusterCounts(counts(progress.counts()));
      case ExecutionStateChanged changed ->
          proto
              .getExecutionStateChangedBuilder()
              .setState(state(changed.state()))
              .setReason(changed.reason());
      case ExecutionFinished finished ->
          proto.getExecutionFinishedBuilder().setExecution(execution(finished.execution()));
    }
    return proto.build();
  }

  private io.fleetexecutor.v1.Execution execution(Execution execution) {
    var proto =
        io.fleetexecutor.v1.Execution.newBuilder()
            .setName(Names.execution(execution.id()))
            .setSpec(spec)
            .setState(state(execution.state()))
            .setStateReason(execution.stateReason())
            .setPlan(PlanWriter.plan(execution.plan()))
            .setCreateTime(Times.timestamp(execution.createTime()));
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

  private static io.fleetexecutor.v1.ClusterCounts counts(ClusterCounts counts) {
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
        .build();
  }

  private static io.fleetexecutor.v1.Execution.State state(ExecutionState state) {
    return io.fleetexecutor.v1.Execution.State.valueOf("STATE_" + state.name());
  }
}
