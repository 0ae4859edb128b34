package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterAttemptFailed;
import io.fleetexecutor.v1.ClusterCounts;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionStateChanged;

/** How far an execution is, for example "1 failed, 3 running, 12 retries, paused". */
final class ProgressText implements ExecutionListener {
  private ClusterCounts counts = ClusterCounts.getDefaultInstance();
  private int retries;
  private boolean paused;

  @Override
  public void progressed(ClusterCounts soFar) {
    counts = soFar;
  }

  @Override
  public void attemptFailed(ClusterAttemptFailed attempt) {
    retries++;
  }

  @Override
  public void stateChanged(ExecutionStateChanged change) {
    paused = change.getState() == Execution.State.STATE_PAUSED;
  }

  @Override
  public String toString() {
    return "%d failed, %d running%s%s"
        .formatted(
            Tally.failures(counts),
            counts.getRunningCount(),
            switch (retries) {
              case 0 -> "";
              case 1 -> ", 1 retry";
              default -> ", %d retries".formatted(retries);
            },
            paused ? ", paused" : "");
  }
}
