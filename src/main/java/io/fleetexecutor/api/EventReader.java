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

/** Events out of the messages that {@link EventWriter} made of them. */
final class EventReader {
  private EventReader() {}

  static ExecutionEvent event(io.fleetexecutor.v1.ExecutionEvent proto) {
    return switch (proto.getPayloadCase()) {
      case EXECUTION_ACCEPTED ->
          new ExecutionAccepted(
              ExecutionReader.execution(proto.getExecutionAccepted().getExecution()));
      case WAVE_STARTED -> {
        var wave = proto.getWaveStarted();
        yield new WaveStarted(wave.getWaveIndex(), wave.getDisplayName(), wave.getClusterCount());
      }
      case CLUSTER_STARTED ->
          new ClusterStarted(Names.clusterName(proto.getClusterStarted().getCluster()));
      case CLUSTER_ATTEMPT_FAILED -> {
        var failed = proto.getClusterAttemptFailed();
        yield new ClusterAttemptFailed(
            Names.clusterName(failed.getCluster()),
            failed.getAttempt(),
            ExecutionReader.error(failed.getError()),
            Times.duration(failed.getRetryDelay()),
            failed.getChanged(),
            failed.getOutcomeUnknown());
      }
      case CLUSTER_ATTEMPT_STARTED -> {
        var started = proto.getClusterAttemptStarted();
        yield new ClusterAttemptStarted(
            Names.clusterName(started.getCluster()), started.getAttempt());
      }
      case CLUSTER_FINISHED ->
          new ClusterFinished(ExecutionReader.result(proto.getClusterFinished().getResult()));
      case EXECUTION_STATE_CHANGED -> {
        var changed = proto.getExecutionStateChanged();
        yield new ExecutionStateChanged(
            ExecutionReader.state(changed.getState()),
            changed.getReason(),
            changed.getFinalState() == State.STATE_UNSPECIFIED
                ? null
                : ExecutionReader.state(changed.getFinalState()),
            changed.getCaller(),
            changed.hasApprovableWaveIndex() ? (Integer) changed.getApprovableWaveIndex() : null);
      }
      case EXECUTION_FINISHED ->
          new ExecutionFinished(
              ExecutionReader.execution(proto.getExecutionFinished().getExecution()));
      case PROGRESS_REPORTED, PAYLOAD_NOT_SET ->
          throw new IllegalArgumentException("no event of a log: " + proto.getPayloadCase());
    };
  }
}
