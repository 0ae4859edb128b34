package io.fleetexecutor.rollout;

import java.time.Duration;
import java.time.Instant;

/** Keeps starts apart, evenly: no two within 1 / rate seconds. */
final class StartRate {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Duration distance;
  private Instant next = Instant.MIN;

  /**
   * @param perSecond 0: no limit
   */
  StartRate(double perSecond) {
    this.distance =
        perSecond == 0
            ? Duration.ZERO
            : Duration.ofNanos((long) Math.ceil(NANOS_PER_SECOND / perSecond));
  }

  void started(Instant now) {
    if (!distance.isZero()) {
      next = now.plus(distance);
    }
  }

  boolean allows(Instant now) {
    return !now.isBefore(next);
  }

  /** When the next one may start. */
  Instant next() {
    return next;
  }
}
