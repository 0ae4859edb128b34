package io.fleetexecutor.pool;

import io.fleetexecutor.pool.Result.Outcome;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One task on its way through the pool: waits for a permit, tells its start, runs, and tells
 * exactly one result, whatever the task does and whoever stops it. Its permit is free as soon as
 * the task has ended, before anybody takes the result. The stream asks for both signals at once, so
 * demand is not counted.
 */
final class TaskRun<T> implements Flow.Publisher<Signal<T>>, Flow.Subscription, UniSubscriber<T> {
  /** Only ever moves forward; whoever makes the move tells what it means. */
  private enum Phase {
    NEW,
    WAITING,
    /** Has its permit and tells its start. */
    STARTING,
    /** Stopped while it told its start: that thread tells the result. */
    STOPPED,
    RUNNING,
    /** Ended before it had a permit. */
    WITHDRAWN,
    ENDED
  }

  private final Task<T> task;
  private final TaskStream<T> stream;
  private final Request request;
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.NEW);
  private final AtomicBoolean oneOfTwo = new AtomicBoolean();
  private Flow.@Nullable Subscriber<? super Signal<T>> downstream;
  private @Nullable Instant startTime;
  private volatile @Nullable UniSubscription subscription;
  private volatile @Nullable Future<?> timer;

  TaskRun(Task<T> task, TaskStream<T> stream) {
    this.task = task;
    this.stream = stream;
    this.request = new Request(stream.share, name(), this::start);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Signal<T>> subscriber) {
    downstream = subscriber;
    subscriber.onSubscribe(this);
  }

  @Override
  public void request(long n) {
    if (!phase.compareAndSet(Phase.NEW, Phase.WAITING)) {
      return;
    }
    if (!stream.admit(this)) {
      stopWaiting();
      return;
    }
    stream.workers.acquire(request);
    if (phase.get() == Phase.WITHDRAWN) {
      stream.workers.withdraw(request); // Stopped before it had queued up.
    }
  }

  private void start() {
    if (!phase.compareAndSet(Phase.WAITING, Phase.STARTING)) {
      release();
      return;
    }
    if (!task.admission().getAsBoolean()) {
      refuse();
      return;
    }
    Instant now = stream.clock.instant();
    startTime = now;
    if (stream.tellsStarts) {
      emit(new Started<>(name(), now));
    }
    if (phase.compareAndSet(Phase.STARTING, Phase.RUNNING)) {
      run();
    } else {
      release();
      if (phase.compareAndSet(Phase.STOPPED, Phase.ENDED)) {
        tell(Outcome.CANCELLED, null, cancelled());
      }
    }
  }

  /** It has a worker, and gives it back. */
  private void refuse() {
    release();
    if (phase.compareAndSet(Phase.STARTING, Phase.ENDED)
        || phase.compareAndSet(Phase.STOPPED, Phase.ENDED)) {
      tell(Outcome.NOT_STARTED, null, new StoppedException("task was not started"));
    }
  }

  private void run() {
    try {
      Duration timeout = task.timeout();
      if (timeout != null) {
        timer =
            stream.scheduler.schedule(
                () -> timeOut(timeout),
                TimeUnit.NANOSECONDS.convert(timeout),
                TimeUnit.NANOSECONDS);
      }
      task.start(request.worker()).subscribe().withSubscriber(this);
    } catch (Throwable e) {
      onFailure(e);
    }
    if (phase.get() == Phase.ENDED) {
      stopTimer();
    }
    releaseAsSecond();
  }

  @Override
  public void onSubscribe(UniSubscription upstream) {
    subscription = upstream;
    if (phase.get() == Phase.ENDED) {
      upstream.cancel();
    }
  }

  @Override
  public void onItem(@Nullable T item) {
    if (item == null) {
      onFailure(new PoolException("task completed without a value"));
    } else if (end()) {
      release();
      tell(Outcome.SUCCEEDED, item, null);
    }
  }

  @Override
  public void onFailure(Throwable failure) {
    if (end()) {
      release();
      tell(Outcome.FAILED, null, failure);
    }
  }

  private void timeOut(Duration timeout) {
    if (interrupt()) {
      tell(Outcome.FAILED, null, new TimeoutException("task timed out after " + timeout));
    }
  }

  /** Stops the task wherever it is, and tells so. */
  void stop() {
    stopWaiting();
    if (!phase.compareAndSet(Phase.STARTING, Phase.STOPPED) && interrupt()) {
      tell(Outcome.CANCELLED, null, cancelled());
    }
  }

  /** Stops the task if it has no permit yet, and tells so. */
  void stopWaiting() {
    if (withdraw()) {
      tell(Outcome.NOT_STARTED, null, new StoppedException("task was not started"));
    }
  }

  /** Stops the task wherever it is, and tells nobody. */
  @Override
  public void cancel() {
    if (phase.compareAndSet(Phase.NEW, Phase.ENDED)
        || withdraw()
        || phase.compareAndSet(Phase.STARTING, Phase.ENDED)
        || interrupt()) {
      stream.leave(this);
    }
  }

  private boolean withdraw() {
    if (!phase.compareAndSet(Phase.WAITING, Phase.WITHDRAWN)) {
      return false;
    }
    stream.workers.withdraw(request);
    return true;
  }

  private boolean interrupt() {
    if (!end()) {
      return false;
    }
    UniSubscription running = subscription;
    if (running != null) {
      running.cancel();
    }
    releaseAsSecond();
    return true;
  }

  private boolean end() {
    if (!phase.compareAndSet(Phase.RUNNING, Phase.ENDED)) {
      return false;
    }
    stopTimer();
    return true;
  }

  /**
   * After an interruption the permit is free when the starting thread has returned too, so that
   * none runs beyond the bound.
   */
  private void releaseAsSecond() {
    if (!oneOfTwo.getAndSet(true)) {
      return;
    }
    if (subscription instanceof BlockingCall.Call<?> call) {
      call.whenEnded(this::release);
    } else {
      release();
    }
  }

  private void release() {
    stream.workers.release(request);
  }

  private void stopTimer() {
    Future<?> running = timer;
    if (running != null) {
      running.cancel(false);
    }
  }

  private void tell(Outcome outcome, @Nullable T value, @Nullable Throwable error) {
    stream.leave(this);
    Instant start = startTime;
    Duration duration =
        start == null ? Duration.ZERO : Duration.between(start, stream.clock.instant());
    emit(
        new Result<>(
            name(),
            outcome,
            value,
            error,
            start,
            duration.isNegative() ? Duration.ZERO : duration));
    if (downstream != null) {
      downstream.onComplete();
    }
  }

  private void emit(Signal<T> signal) {
    if (downstream == null) {
      return;
    }
    try {
      downstream.onNext(signal);
    } catch (Throwable e) {
      Infrastructure.handleDroppedException(e);
    }
  }

  private String name() {
    String name = task.clusterName();
    return name == null ? "" : name;
  }

  private static StoppedException cancelled() {
    return new StoppedException("task was cancelled");
  }
}
