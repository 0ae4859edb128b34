package io.fleetexecutor.store;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Blocking work on a thread of the log's, and who waits for its outcome. */
record Job<T extends @Nullable Object>(
    Work<T> work, UnaryOperator<Throwable> failure, UniEmitter<? super T> emitter)
    implements TaskThread.Task {

  /** What may fail in any way. */
  interface Work<T extends @Nullable Object> {
    T run() throws Exception;
  }

  /** Does it when subscribed to. */
  static <T extends @Nullable Object> Uni<T> on(
      Consumer<Job<?>> thread, UnaryOperator<Throwable> failure, Work<T> work) {
    return Uni.createFrom().emitter(emitter -> thread.accept(new Job<>(work, failure, emitter)));
  }

  void run() {
    T outcome;
    try {
      outcome = work.run();
    } catch (Throwable e) {
      fail(failure.apply(e));
      return;
    }
    emitter.complete(outcome);
  }

  @Override
  public void fail(Throwable error) {
    emitter.fail(error);
  }
}
