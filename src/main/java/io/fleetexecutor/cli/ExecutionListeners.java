package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecutionEvent;
import java.util.List;

/** Passes each event to its listeners, one after the other. */
record ExecutionListeners(List<ExecutionListener> listeners) implements AutoCloseable {

  void received(ExecutionEvent event) {
    listeners.forEach(listener -> received(listener, event));
  }

  private static void received(ExecutionListener listener, ExecutionEvent event) {
    listener.received(event);
    switch (event.getPayloadCase()) {
      case EXECUTION_ACCEPTED -> listener.accepted(event.getExecutionAccepted().getExecution());
      case WAVE_STARTED -> listener.waveStarted(event.getWaveStarted());
      case CLUSTER_ATTEMPT_FAILED -> listener.attemptFailed(event.getClusterAttemptFailed());
      case EXECUTION_STATE_CHANGED -> listener.stateChanged(event.getExecutionStateChanged());
      case CLUSTER_FINISHED -> listener.finished(event.getClusterFinished().getResult());
      case PROGRESS_REPORTED -> listener.progressed(event.getProgressReported().getClusterCounts());
      case EXECUTION_FINISHED -> listener.ended(event.getExecutionFinished().getExecution());
      default -> {
        // What a newer service may add is no concern of this client.
      }
    }
  }

  @Override
  public void close() {
    listeners.forEach(ExecutionListener::close);
  }
}
