package io.fleetexecutor.inventory.management;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that grow with the failures in a row, to 30 s, and differ by up to a half. */
final class Pauses {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final IntervalFunction limits = IntervalFunction.ofExponentialBackoff(FIRST, 2, LONGEST);
  private final RandomGenerator random;

  Pauses(RandomGenerator random) {
    this.random = random;
  }

  /**
   * @param failures in a row, from 1
   */
  Duration after(int failures) {
    return upTo(limits.apply(failures));
  }

  /** Between two watches. */
  Duration rest() {
    return upTo(FIRST.toMillis());
  }

  private Duration upTo(long limit) {
    return Duration.ofMillis(limit / 2 + random.nextLong(limit / 2 + 1));
  }
}
