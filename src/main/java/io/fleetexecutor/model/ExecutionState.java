package io.fleetexecutor.model;

/** Where an execution is in its life. */
public enum ExecutionState {
  RUNNING,
  /** No cluster starts: a soak has to pass, somebody has to approve, or somebody paused it. */
  PAUSED,
  /** Stopping early. */
  STOPPING,
  /** Every cluster succeeded. */
  SUCCEEDED,
  /** Every cluster was tried and some failed. */
  COMPLETED_WITH_FAILURES,
  /** More clusters failed than may, or it could not go on as its log is damaged. */
  FAILED,
  /** Stopped by the caller or by a server that shuts down. */
  CANCELLED,
  /** The execution timeout passed. */
  TIMED_OUT;

  /** Whether nothing follows. */
  public boolean isFinal() {
    return this != RUNNING && this != PAUSED && this != STOPPING;
  }
}
