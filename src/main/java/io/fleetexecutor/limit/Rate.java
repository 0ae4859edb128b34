package io.fleetexecutor.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How often something may be: so often a second, and after a pause as often at once. */
public final class Rate {
  static final Duration FULL = Duration.ofSeconds(1);

  private final Bucket bucket;

  /**
   * @param perSecond at least 1
   */
  public Rate(int perSecond, LongSupplier nanoTime) {
    this.bucket =
        Bucket.builder()
            .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, FULL))
            .withCustomTimePrecision(meter(nanoTime))
            .build();
  }

  /** Asks once; zero: it may, else how long to wait until it may. */
  public Duration ask() {
    return ask(1);
  }

  /**
   * The same, for what counts so many times.
   *
   * @param times not more than may be at once, or it never may
   */
  public Duration ask(int times) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(times);
    return probe.isConsumed()
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
  }

  private static TimeMeter meter(LongSupplier nanoTime) {
    return new TimeMeter() {
      @Override
      public long currentTimeNanos() {
        return nanoTime.getAsLong();
      }

      @Override
      public boolean isWallClockBased() {
        return false;
      }
    };
  }
}
