package io.fleetexecutor.execution;

import io.fleetexecutor.limit.CallerKey;

/** It is more than the limits of this server allow; nothing was started. */
public final class LimitExceededException extends RuntimeException {
  private final String reason;

  private LimitExceededException(String reason, String message) {
    super(message);
    this.reason = reason;
  }

  static LimitExceededException executions(CallerKey caller, int limit) {
    return new LimitExceededException(
        "TOO_MANY_EXECUTIONS",
        "%s has %d executions here that have not ended, and may not have more"
                .formatted(caller, limit)
            + " (fleet.limits.executions)");
  }

  static LimitExceededException clusters(int count, int limit) {
    return new LimitExceededException(
        "TOO_MANY_CLUSTERS",
        "the execution would have %d clusters, at most %d are allowed".formatted(count, limit)
            + " (fleet.limits.clusters-per-execution)");
  }

  /** Stable and for programs, in UPPER_SNAKE_CASE. */
  public String reason() {
    return reason;
  }
}
