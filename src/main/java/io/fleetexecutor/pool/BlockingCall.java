package io.fleetexecutor.pool;

import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Runs blocking work on a virtual thread; cancelling interrupts that thread, and never later code
 * on it.
 */
final class BlockingCall<T> extends AbstractUni<T> {
  private final String name;
  private final Callable<T> work;

  BlockingCall(String name, Callable<T> work) {
    this.name = name;
    this.work = work;
  }

  @Override
  public void subscribe(UniSubscriber<? super T> subscriber) {
    Call<T> call = new Call<>(name, work, subscriber);
    subscriber.onSubscribe(call);
    call.thread.start();
  }

  /** One run of the work. */
  static final class Call<T> implements UniSubscription, Runnable {
    private final Thread thread;
    private final Callable<T> work;
    private final UniSubscriber<? super T> subscriber;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private boolean cancelled;
    private boolean over;

    Call(String name, Callable<T> work, UniSubscriber<? super T> subscriber) {
      this.thread = Thread.ofVirtual().name("task-" + name).unstarted(this);
      this.work = work;
      this.subscriber = subscriber;
    }

    /** Runs the action once the work has returned, which after an interrupt may take a while. */
    void whenEnded(Runnable action) {
      ended.thenRun(action);
    }

    @Override
    public synchronized void cancel() {
      if (!over) {
        cancelled = true;
        thread.interrupt();
      }
    }

    @Override
    public void run() {
      T value = null;
      Throwable failure = null;
      try {
        value = isCancelled() ? null : work.call();
      } catch (Throwable e) {
        failure = e;
      }
      boolean reported = end();
      ended.complete(null);
      if (!reported) {
        return;
      }
      if (failure == null) {
        subscriber.onItem(value);
      } else {
        subscriber.onFailure(failure);
      }
    }

    private synchronized boolean isCancelled() {
      return cancelled;
    }

    private synchronized boolean end() {
      over = true;
      // What runs on this thread from here on is not the work: it must not see the interrupt.
      Thread.interrupted();
      return !cancelled;
    }
  }
}
