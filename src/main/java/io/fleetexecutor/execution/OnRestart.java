package io.fleetexecutor.execution;

/** What becomes of the executions that a server left when it died. */
public enum OnRestart {
  /** They go on. */
  RESUME,
  /** They end as CANCELLED. */
  CANCEL
}
