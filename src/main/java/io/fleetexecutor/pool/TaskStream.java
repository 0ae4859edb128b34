package io.fleetexecutor.pool;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/**
 * One stream of tasks through the pool: knows those that wait and run, so that all can be stopped
 * at once.
 */
final class TaskStream<T> {
  /** Room for a task's two signals: the smallest queue that Mutiny makes for more than one item. */
  private static final int QUEUE_CAPACITY = 16;

  final Workers workers;
  final Share share;
  final InstantSource clock;
  final ScheduledExecutorService scheduler;
  final boolean tellsStarts;
  private final Set<TaskRun<T>> runs = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  TaskStream(
      Share share,
      Workers workers,
      InstantSource clock,
      ScheduledExecutorService scheduler,
      boolean tellsStarts) {
    this.workers = workers;
    this.share = share;
    this.clock = clock;
    this.scheduler = scheduler;
    this.tellsStarts = tellsStarts;
  }

  /**
   * To be subscribed once. A failing source of tasks fails the stream, after the results of those
   * that run.
   */
  Multi<Signal<T>> signals(Multi<Task<T>> tasks, int maxParallel, Uni<?> stop) {
    Cancellable stopping = stop.subscribe().with(item -> stop(), failure -> stop());
    return tasks
        .onItem()
        .<Signal<T>>transformToMulti(task -> new TaskRun<>(task, this))
        .withRequests(QUEUE_CAPACITY)
        .collectFailures()
        .merge(maxParallel)
        .onTermination()
        .invoke(
            () -> {
              stopping.cancel();
              abandon();
            });
  }

  /**
   * False if the stream was stopped: then the task must not start. Either this or the stopping
   * thread sees the other.
   */
  boolean admit(TaskRun<T> run) {
    runs.add(run);
    return !stopped;
  }

  void leave(TaskRun<T> run) {
    runs.remove(run);
  }

  /** No further task starts; those that run go on. */
  void drain() {
    stopped = true;
    runs.forEach(TaskRun::stopWaiting);
  }

  /** No further task starts, and those that run are cancelled. */
  void stop() {
    stopped = true;
    runs.forEach(TaskRun::stop);
  }

  /** Nobody listens any more: as stop, and without results. */
  private void abandon() {
    stopped = true;
    runs.forEach(TaskRun::cancel);
  }
}
