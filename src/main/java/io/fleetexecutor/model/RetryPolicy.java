package io.fleetexecutor.model;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * When a cluster is tried again, and after which delay.
 *
 * @param maxAttempts the first one included
 * @param initialBackoff the limit of the first delay
 * @param maxBackoff what the limit grows to
 * @param multiplier what it is multiplied with after each attempt
 * @param retryableCodes of errors after which it is
 */
public record RetryPolicy(
    int maxAttempts,
    Duration initialBackoff,
    Duration maxBackoff,
    double multiplier,
    Set<ErrorCode> retryableCodes) {

  public static final Set<ErrorCode> DEFAULT_CODES =
      Set.copyOf(
          EnumSet.of(
              ErrorCode.UNAVAILABLE, ErrorCode.RESOURCE_EXHAUSTED, ErrorCode.DEADLINE_EXCEEDED));

  /** One attempt. */
  public static final RetryPolicy NONE =
      new RetryPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(30), 2, DEFAULT_CODES);

  public RetryPolicy {
    retryableCodes = Set.copyOf(retryableCodes);
  }
}
