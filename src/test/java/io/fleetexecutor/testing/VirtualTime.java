package io.fleetexecutor.testing;

import io.fleetexecutor.pool.WorkerPool;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jmock.lib.concurrent.DeterministicScheduler;

/** A clock and a scheduler that move together, a millisecond at a time, when the test says so. */
public final class VirtualTime implements InstantSource {
  public final DeterministicScheduler scheduler = new DeterministicScheduler();
  private Instant now;

  public VirtualTime() {
    this(Instant.EPOCH);
  }

  public VirtualTime(Instant start) {
    this.now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void advance(Duration by) {
    for (long step = 0; step < by.toMillis(); step++) {
      now = now.plusMillis(1);
      scheduler.tick(1, TimeUnit.MILLISECONDS);
    }
  }

  public <T> WorkerPool<T> pool(int workers) {
    return WorkerPool.of(workers, this, scheduler);
  }

  /** Gives the item after the delay; cancelling takes it off the scheduler. */
  public <T> Uni<T> after(Duration delay, T item) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Future<?> due =
                  scheduler.schedule(
                      () -> emitter.complete(item), delay.toMillis(), TimeUnit.MILLISECONDS);
              emitter.onTermination(() -> due.cancel(false));
            });
  }
}
