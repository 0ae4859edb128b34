package io.fleetexecutor.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How often each caller may ask: so often a second, and after a pause as often at once. No more
 * than {@value #MOST_KEPT} callers are kept apart from those who come anew.
 */
public final class RequestRate {
  private static final int MOST_KEPT = 10_000;

  private final int perSecond;
  private final LongSupplier nanoTime;
  private final Cache<CallerKey, Rate> rates;

  /**
   * @param perSecond 0: as often as they like
   */
  public RequestRate(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    // Who asks nothing for that long may ask as often again as who comes anew.
    this.rates =
        Caffeine.newBuilder()
            .expireAfterAccess(Rate.FULL)
            .maximumSize(MOST_KEPT)
            .ticker(nanoTime::getAsLong)
            .executor(Runnable::run)
            .build();
  }

  /** Asks once; zero: it may, else how long to wait until it may. */
  public Duration ask(CallerKey caller) {
    return perSecond == 0
        ? Duration.ZERO
        : rates.get(caller, key -> new Rate(perSecond, nanoTime)).ask();
  }

  public int perSecond() {
    return perSecond;
  }

  /** How many callers are kept now. */
  long keptCount() {
    rates.cleanUp();
    return rates.estimatedSize();
  }
}
