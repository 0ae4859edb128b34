package io.fleetexecutor.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whether an API server is so near that it sends a large answer in less time than it compresses it.
 * One quick answer tells, since distance alone makes them slow. For one thread.
 */
final class Nearness {
  private static final Duration NEAR = Duration.ofMillis(2);

  private final InstantSource clock;
  private boolean near;

  Nearness(InstantSource clock) {
    this.clock = clock;
  }

  boolean isNear() {
    return near;
  }

  Instant now() {
    return clock.instant();
  }

  /** When the first of an answer was there, to a request that was sent then. */
  void answered(Instant sent, Instant now) {
    near |= Duration.between(sent, now).compareTo(NEAR) < 0;
  }
}
