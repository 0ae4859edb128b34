package io.fleetexecutor.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often each caller may ask: so often a second, and after a pause as often at once. No more
 * than {@value #MOST_KEPT} callers are kept apart from those who come anew.
 */
public final class RequestRate {
  private static final Duration FULL = Duration.ofSeconds(1);
  private static final int MOST_KEPT = 10_000;

  private final int perSecond;
  private final TimeMeter time;
  private final Cache<CallerKey, Bucket> buckets;

  /**
   * @param perSecond 0: as often as they like
   */
  public RequestRate(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.time = meter(nanoTime);
    // Who asks nothing for that long has a full bucket again, as has who comes anew.
    this.buckets =
        Caffeine.newBuilder()
            .expireAfterAccess(FULL)
            .maximumSize(MOST_KEPT)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** Asks once; zero: it may, else how long to wait until it may. */
  public Duration ask(CallerKey caller) {
    if (perSecond == 0) {
      return Duration.ZERO;
    }
    ConsumptionProbe probe = buckets.get(caller, key -> full()).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, FULL))
        .withCustomTimePrecision(time)
        .build();
  }

  public int perSecond() {
    return perSecond;
  }

  /** How many callers are kept now. */
  long keptCount() {
    buckets.cleanUp();
    return buckets.estimatedSize();
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
