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
      case ExecutionStateChanged changed -> proto.setExecutionStateChanged(changed(changed));
      case ExecutionFinished finished ->
          proto
              .getExecutionFinishedBuilder()
              .setExecution(ExecutionWriter.execution(finished.execution()));
    }
    return proto.build();
  }

  private static io.fleetexecutor.v1.ExecutionStateChanged changed(ExecutionStateChanged changed) {
    var proto =
        io.fleetexecutor.v1.ExecutionStateChanged.newBuilder()
            .setState(ExecutionWriter.state(changed.state()))
            .setReason(changed.reason())
            .setCaller(changed.caller());
    if (changed.finalState() != null) {
      proto.setFinalState(ExecutionWriter.state(changed.finalState()));
    }
    if (changed.approvableWave() != null) {
      proto.setApprovableWaveIndex(changed.approvableWave());
    }
    return proto.build();
  }
}
