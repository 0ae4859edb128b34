package io.fleetexecutor.execution;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A stream of what a source has, one item after the other and no more than was asked for. A source
 * that has nothing at the moment is asked again when it is woken.
 */
final class Turns<T> {
  private final Supplier<@Nullable T> source;
  private final BooleanSupplier isOver;
  private final AtomicInteger wakes = new AtomicInteger();
  private volatile @Nullable MultiEmitter<? super T> emitter;
  private volatile @Nullable Throwable failure;

  /**
   * @param source null: nothing at the moment
   * @param isOver whether nothing will come any more
   */
  Turns(Supplier<@Nullable T> source, BooleanSupplier isOver) {
    this.source = source;
    this.isOver = isOver;
  }

  /** To be subscribed once. */
  Multi<T> items() {
    return Multi.createFrom()
        .emitter(
            opened -> {
              emitter = opened;
              opened.onRequest(more -> wake());
              wake();
            },
            BackPressureStrategy.ERROR);
  }

  /** Nothing comes any more; the stream fails with it. */
  void fail(Throwable why) {
    failure = why;
    wake();
  }

  /** Something may have changed. */
  void wake() {
    if (wakes.getAndIncrement() > 0) {
      return; // Whoever is in the loop looks again.
    }
    int seen = 1;
    do {
      giveOut();
      seen = wakes.addAndGet(-seen);
    } while (seen > 0);
  }

  private void giveOut() {
    MultiEmitter<? super T> open = emitter;
    if (open == null) {
      return;
    }
    Throwable why = failure;
    if (why != null) {
      open.fail(why);
      return;
    }
    while (open.requested() > 0) {
      T item = source.get();
      if (item == null) {
        break;
      }
      open.emit(item);
    }
    if (isOver.getAsBoolean()) {
      open.complete();
    }
  }
}
