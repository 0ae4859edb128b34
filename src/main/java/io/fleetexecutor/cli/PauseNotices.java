package io.fleetexecutor.cli;

import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.ExecutionStateChanged;

/**
 * A line on standard error whenever an execution is paused or somebody lets it go on: who, and why.
 * One that waits for an approval is told with the command that approves it.
 */
final class PauseNotices implements ExecutionListener {
  private final Screen screen;
  private String execution = "";
  private boolean pausedByCaller = true;

  PauseNotices(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void received(ExecutionEvent event) {
    execution = event.getExecution();
  }

  @Override
  public void stateChanged(ExecutionStateChanged change) {
    boolean byCaller = !change.getCaller().isEmpty();
    if (change.getState() == Execution.State.STATE_PAUSED) {
      pausedByCaller = byCaller;
      tell("paused", change, approval(change));
    } else if (change.getState() == Execution.State.STATE_RUNNING && byCaller) {
      // What goes on by itself is told as the wave that starts.
      tell(pausedByCaller ? "resumed" : "approved", change, "");
    }
  }

  private String approval(ExecutionStateChanged change) {
    return change.hasApprovableWaveIndex()
        ? "; approve it with: fleet resume %s --wave %d"
            .formatted(execution, change.getApprovableWaveIndex() + 1)
        : "";
  }

  private void tell(String what, ExecutionStateChanged change, String hint) {
    screen.notice(
        Printable.of(
            what
                + (change.getCaller().isEmpty() ? "" : " by " + change.getCaller())
                + (change.getReason().isEmpty() ? "" : ": " + change.getReason())
                + hint));
  }
}
