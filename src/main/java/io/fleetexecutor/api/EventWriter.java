package io.fleetexecutor.api;

import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptStarted;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionAccepted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionFinished;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionEvent.WaveStarted;
import io.fleetexecutor.v1.Execution.State;
import java.time.Instant;

/** Events as protobuf messages that have no sequence yet. */
final class EventWriter {
  private EventWriter() {}

  static io.fleetexecutor.v1.ExecutionEvent event(
      String executionId, Instant time, ExecutionEvent event) {
    var proto =
        io.fleetexecutor.v1.ExecutionEvent.newBuilder()
            .setEventTime(Times.timestamp(time))
            .setExecution(Names.execution(executionId));
    switch (event) {
      case ExecutionAccepted accepted ->
          proto
              .getExecutionAcceptedBuilder()
              .setExecution(ExecutionWriter.execution(accepted.execution()));
      case WaveStarted wave ->
          proto
              .getWaveStartedBuilder()
              .setWaveIndex(wave.index())
              .setClusterCount(wave.clusterCount())
              .setDisplayName(wave.displayName());
      case ClusterStarted started ->
          proto.getClusterStartedBuilder().setCluster(Names.cluster(started.cluster()));
      case ClusterAttemptFailed failed ->
          proto
              .getClusterAttemptFailedBuilder()
              .setCluster(Names.cluster(failed.cluster()))
              .setAttempt(failed.attempt())
              .setError(PlanWriter.error(failed.error()))
              .setRetryDelay(Times.duration(failed.retryDelay()))
              .setChanged(failed.changed())
              .setOutcomeUnknown(failed.outcomeUnknown());
      case ClusterAttemptStarted started ->
          proto
              .getClusterAttemptStartedBuilder()
              .setCluster(Names.cluster(started.cluster()))
              .setAttempt(started.attempt());
      case ClusterFinished finished ->
          proto
              .getClusterFinishedBuilder()
              .setResult(ResultWriter.result(executionId, finished.result()));
      case ExecutionStateChanged changed ->
          proto
              .getExecutionStateChangedBuilder()
              .setState(ExecutionWriter.state(changed.state()))
              .setReason(changed.reason())
              .setFinalState(finalState(changed))
              .setCaller(changed.caller());
      case ExecutionFinished finished ->
          proto
              .getExecutionFinishedBuilder()
              .setExecution(ExecutionWriter.execution(finished.execution()));
    }
    return proto.build();
  }

  private static State finalState(ExecutionStateChanged changed) {
    return changed.finalState() == null
        ? State.STATE_UNSPECIFIED
        : ExecutionWriter.state(changed.finalState());
  }
}
