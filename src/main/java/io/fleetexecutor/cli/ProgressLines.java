package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterAttemptFailed;
import io.fleetexecutor.v1.ClusterCounts;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionStateChanged;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Progress as plain lines, at most one a second, for what is no terminal. */
final class ProgressLines implements ExecutionListener {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Screen screen;
  private final InstantSource clock;
  private final ProgressText text = new ProgressText();
  private Instant next = Instant.MIN;

  ProgressLines(Screen screen, InstantSource clock) {
    this.screen = screen;
    this.clock = clock;
  }

  @Override
  public void accepted(Execution execution) {
    next = clock.instant().plus(INTERVAL);
  }

  @Override
  public void progressed(ClusterCounts counts) {
    text.progressed(counts);
    Instant now = clock.instant();
    if (now.isBefore(next)) {
      return;
    }
    next = now.plus(INTERVAL);
    screen.notice(
        "%d/%d done, %s".formatted(counts.getCompletedCount(), counts.getTotalCount(), text));
  }

  @Override
  public void attemptFailed(ClusterAttemptFailed attempt) {
    text.attemptFailed(attempt);
  }

  @Override
  public void stateChanged(ExecutionStateChanged change) {
    text.stateChanged(change);
  }
}
