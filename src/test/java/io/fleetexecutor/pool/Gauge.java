package io.fleetexecutor.pool;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Counts how many tasks started, run now, and ran at once at most. */
final class Gauge {
  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger highest = new AtomicInteger();

  <T> Task<T> task(String name, Supplier<Uni<T>> work) {
    return Task.of(
        name,
        () -> {
          enter();
          return work.get().onTermination().invoke(this::exit);
        });
  }

  void enter() {
    started.incrementAndGet();
    highest.accumulateAndGet(running.incrementAndGet(), Math::max);
  }

  void exit() {
    running.decrementAndGet();
  }

  int started() {
    return started.get();
  }

  int running() {
    return running.get();
  }

  int highest() {
    return highest.get();
  }
}
