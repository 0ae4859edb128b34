package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterAttemptFailed;
import io.fleetexecutor.v1.Execution;

/**
 * One line on standard error for each of the first attempts that failed and are followed by
 * another. Where a whole fleet is tried again, the others are only counted.
 */
final class RetryNotices implements ExecutionListener {
  private static final int TOLD = 20;

  private final Screen screen;
  private int count;

  RetryNotices(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void attemptFailed(ClusterAttemptFailed attempt) {
    count++;
    if (count <= TOLD) {
      screen.notice(NoticeMark.warning(screen.terminal()) + " " + Printable.of(text(attempt)));
    } else if (count == TOLD + 1) {
      screen.notice("more attempts fail and are followed by others; they are only counted");
    }
  }

  private static String text(ClusterAttemptFailed attempt) {
    String message = attempt.getError().getMessage();
    return "%s: attempt %d failed%s; next in %s"
        .formatted(
            ResourceNames.cluster(attempt.getCluster()),
            attempt.getAttempt(),
            message.isEmpty() ? "" : ": " + message,
            DurationFormat.measured(attempt.getRetryDelay()));
  }

  @Override
  public void ended(Execution execution) {
    if (count > TOLD) {
      screen.notice("%d attempts failed and were followed by others".formatted(count));
    }
  }
}
