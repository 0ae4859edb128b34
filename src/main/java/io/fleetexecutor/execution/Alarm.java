package io.fleetexecutor.execution;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Rings at the earliest of the times that were asked for since it rang last, never before it. */
final class Alarm {
  private static final Duration TICK = Duration.ofMillis(1);

  private final InstantSource clock;
  private final ScheduledExecutorService timers;
  private final Runnable action;
  private @Nullable Instant due;
  private @Nullable Future<?> timer;

  Alarm(Clockwork clockwork, Runnable action) {
    this.clock = clockwork.clock();
    this.timers = clockwork.timers();
    this.action = action;
  }

  synchronized void at(Instant time) {
    if (due != null && !time.isBefore(due)) {
      return;
    }
    off();
    due = time;
    // Timers cut what is shorter than a tick.
    Duration delay = Duration.between(clock.instant(), time).plus(TICK).minusNanos(1);
    timer = timers.schedule(this::ring, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
  }

  private void ring() {
    synchronized (this) {
      due = null;
      timer = null;
    }
    action.run();
  }

  synchronized void off() {
    if (timer != null) {
      timer.cancel(false);
    }
    due = null;
    timer = null;
  }
}
