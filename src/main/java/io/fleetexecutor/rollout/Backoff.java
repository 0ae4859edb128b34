package io.fleetexecutor.rollout;

import io.fleetexecutor.model.RetryPolicy;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Delays between attempts, with full jitter: anything between zero and a limit that grows
 * exponentially.
 */
final class Backoff {
  private final IntervalFunction limits;
  private final RandomGenerator random;

  Backoff(RetryPolicy policy, RandomGenerator random) {
    long initial = Math.max(1, policy.initialBackoff().toMillis());
    this.limits =
        IntervalFunction.ofExponentialBackoff(
            initial, policy.multiplier(), Math.max(initial, policy.maxBackoff().toMillis()));
    this.random = random;
  }

  /**
   * @param attempt the one that failed, from 1
   */
  Duration after(int attempt) {
    return Duration.ofMillis(random.nextLong(limits.apply(attempt) + 1));
  }
}
