package io.fleetexecutor.execution;

import org.jspecify.annotations.Nullable;

/** What somebody wants of a running execution. */
public sealed interface Command {

  /** That it ends. */
  record Cancel(String reason, String caller) implements Command {}

  /** That nothing of it starts any more for now. */
  record Pause(String reason, String caller) implements Command {}

  /**
   * That it goes on.
   *
   * @param approvedWave the one that waits for approval; null: whichever does
   * @param mayApprove false: a pause may be lifted, but no wave approved
   */
  record Resume(String reason, String caller, @Nullable Integer approvedWave, boolean mayApprove)
      implements Command {}
}
