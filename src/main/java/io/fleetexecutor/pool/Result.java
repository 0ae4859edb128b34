package io.fleetexecutor.pool;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one task ended. A value where it succeeded, an error everywhere else; no start time, and a
 * duration of zero, where it was not started.
 */
public record Result<T>(
    String clusterName,
    Outcome outcome,
    @Nullable T value,
    @Nullable Throwable error,
    @Nullable Instant startTime,
    Duration duration)
    implements Signal<T> {

  /** The four ways a task can end. */
  public enum Outcome {
    SUCCEEDED,
    /** It threw, failed, completed without a value, or overran its timeout. */
    FAILED,
    /** It was stopped after it had got a worker. */
    CANCELLED,
    /** It was stopped before it got a worker, and never ran. */
    NOT_STARTED
  }

  public boolean isSuccess() {
    return outcome == Outcome.SUCCEEDED;
  }

  public boolean isStarted() {
    return startTime != null;
  }
}
