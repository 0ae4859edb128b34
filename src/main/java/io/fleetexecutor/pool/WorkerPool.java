package io.fleetexecutor.pool;

import static java.util.Objects.requireNonNull;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Runs tasks, never more than its number of workers at any instant, nor more than {@code
 * maxPerCluster} in one cluster, over all streams and executions of the pool together. Every task
 * yields exactly one result. No thread waits for a worker or for a task.
 *
 * <p>A free worker goes to the stream that has the fewest, of those with a task that waits and
 * whose cluster has room; among equals to the one whose last turn is longest ago. An execution is a
 * stream. Within a stream tasks get their workers in the order in which they came, but that those
 * whose cluster is full let others pass, and are next when it no longer is. They hold no worker
 * meanwhile.
 *
 * <p>The last quarter of the workers, and of what runs in a cluster, rounded down, is only for
 * streams whose owner has none there. So whoever holds something, with however many streams and for
 * however long, leaves the first to others. Streams without an owner may take everything.
 *
 * <p>Everything that returns a {@code Uni} or {@code Multi} happens on subscription. Signals arrive
 * on the thread that completed, stopped or timed out the task, one at a time, and their receiver
 * must not block.
 */
public final class WorkerPool<T> {
  private final Workers workers;
  private final InstantSource clock;
  private final ScheduledExecutorService scheduler;
  private final Set<TaskStream<T>> streams = ConcurrentHashMap.newKeySet();
  private final List<Task<T>> submitted = new ArrayList<>();
  private boolean running;
  private boolean shutdown;

  private WorkerPool(Workers workers, InstantSource clock, ScheduledExecutorService scheduler) {
    this.workers = workers;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /** Fewer than 1 worker: one worker. */
  public static <T> WorkerPool<T> of(int workers) {
    return of(workers, InstantSource.system(), Timers.shared());
  }

  /**
   * With a clock for start times and durations, and a scheduler for timeouts; the scheduler stays
   * the caller's to shut down.
   */
  public static <T> WorkerPool<T> of(
      int workers, InstantSource clock, ScheduledExecutorService scheduler) {
    return of(workers, Integer.MAX_VALUE, clock, scheduler);
  }

  /** With a cap per cluster; fewer than 1 is 1. */
  public static <T> WorkerPool<T> of(
      int workers, int maxPerCluster, InstantSource clock, ScheduledExecutorService scheduler) {
    return of(new Permits(workers, maxPerCluster), clock, scheduler);
  }

  /** With workers that others may use, too. */
  public static <T> WorkerPool<T> of(
      Workers workers, InstantSource clock, ScheduledExecutorService scheduler) {
    return new WorkerPool<>(workers, clock, scheduler);
  }

  /**
   * Runs tasks as they come and tells of each its start, when it gets a worker, and then exactly
   * one result, in the order in which things happen. At most {@code maxParallel} tasks of this
   * stream run at once; as many are pulled and started without demand, then only as their results
   * are taken. A result that nobody has taken yet holds no worker. Tasks that wait count among
   * {@code maxParallel}, also those whose cluster is full.
   *
   * <p>Once {@code stop} gives an item or fails, running tasks are CANCELLED and all others, the
   * rest of {@code tasks} included, are NOT_STARTED; the stream then completes with {@code tasks}.
   * Cancelling the subscription cancels the running tasks and starts no other. If {@code tasks}
   * fails, so does the stream, after the results of the tasks it gave.
   */
  public Multi<Signal<T>> signals(Multi<Task<T>> tasks, int maxParallel, Uni<?> stop) {
    return signals("", "", tasks, maxParallel, stop);
  }

  /**
   * The same.
   *
   * @param name of the stream, for whoever lends it workers
   * @param owner whom its workers count for, together with those of the owner's other streams;
   *     empty: nobody
   */
  public Multi<Signal<T>> signals(
      String name, String owner, Multi<Task<T>> tasks, int maxParallel, Uni<?> stop) {
    if (maxParallel < 1) {
      throw new IllegalArgumentException("maxParallel must be at least 1, but is " + maxParallel);
    }
    return stream(name, owner, tasks, Math.min(maxParallel, workers.limit()), stop, true);
  }

  /**
   * The results alone, in the order in which tasks end, of as many tasks at once as there are
   * workers.
   */
  public Multi<Result<T>> run(Multi<Task<T>> tasks) {
    return results(stream("", "", tasks, workers.limit(), Uni.createFrom().nothing(), false));
  }

  /** Keeps a task for the next execute. */
  public synchronized void submit(Task<T> task) {
    refuseUnlessReady();
    task.validate();
    submitted.add(task);
  }

  public Uni<List<Result<T>>> execute() {
    return execute((completed, total) -> {});
  }

  public Uni<List<Result<T>>> execute(ProgressListener listener) {
    return execute(listener, Uni.createFrom().nothing());
  }

  /**
   * Runs the submitted tasks, and gives their results in the order in which they ended; the pool is
   * then empty and ready for more. One execution at a time. Once {@code stop} gives an item or
   * fails, running tasks are CANCELLED and the others NOT_STARTED.
   *
   * <p>Cancelling is a stop whose results nobody sees: the listener still hears of all of them, up
   * to (n, n), and then the pool is ready.
   */
  public Uni<List<Result<T>>> execute(ProgressListener listener, Uni<?> stop) {
    requireNonNull(listener, "listener");
    requireNonNull(stop, "stop");
    return Uni.createFrom().deferred(() -> begin(listener, stop));
  }

  /**
   * Takes no further tasks, and completes when those that run have ended; those that wait are
   * NOT_STARTED. When that takes longer than the timeout, cancels what runs and fails with
   * "shutdown timeout".
   */
  public Uni<Void> shutdown(Duration timeout) {
    return Uni.createFrom().deferred(() -> end(timeout));
  }

  /** How many tasks are submitted and not yet executed. */
  public synchronized int taskCount() {
    return submitted.size();
  }

  public int workerCount() {
    return workers.total();
  }

  /** How many tasks have a worker, over all streams. */
  public int runningTaskCount() {
    return workers.inUse();
  }

  /** How many tasks wait for a worker or for their cluster, over all streams. */
  public int waitingTaskCount() {
    return workers.waiting();
  }

  /** Whether there is an execution, from its subscription to its last result. */
  public synchronized boolean isRunning() {
    return running;
  }

  public synchronized boolean isShutdown() {
    return shutdown;
  }

  private Multi<Signal<T>> stream(
      String name,
      String owner,
      Multi<Task<T>> tasks,
      int maxParallel,
      Uni<?> stop,
      boolean tellsStarts) {
    return Multi.createFrom()
        .deferred(
            () -> {
              TaskStream<T> stream = newStream(new Share(name, owner), tellsStarts);
              synchronized (this) {
                if (shutdown) {
                  return Multi.createFrom().failure(new PoolException("pool is shutting down"));
                }
                streams.add(stream);
              }
              return signals(stream, tasks, maxParallel, stop);
            });
  }

  private Multi<Signal<T>> signals(
      TaskStream<T> stream, Multi<Task<T>> tasks, int maxParallel, Uni<?> stop) {
    return stream
        .signals(tasks, maxParallel, stop)
        .onTermination()
        .invoke(() -> streams.remove(stream));
  }

  private Uni<List<Result<T>>> begin(ProgressListener listener, Uni<?> stop) {
    TaskStream<T> stream = newStream(new Share(), false);
    List<Task<T>> tasks;
    synchronized (this) {
      try {
        refuseUnlessReady();
      } catch (PoolException e) {
        return Uni.createFrom().failure(e);
      }
      tasks = List.copyOf(submitted);
      submitted.clear();
      running = true;
      streams.add(stream);
    }
    Progress progress = new Progress(listener, tasks.size());
    Uni<List<Result<T>>> results =
        results(signals(stream, Multi.createFrom().iterable(tasks), workers.limit(), stop))
            .onItem()
            .invoke(progress::completedOne)
            .collect()
            .asList()
            .onTermination()
            .invoke(this::ready);
    return Uni.createFrom()
        .emitter(
            emitter -> {
              emitter.onTermination(stream::stop);
              results.subscribe().with(emitter::complete, emitter::fail);
            });
  }

  private Uni<Void> end(Duration timeout) {
    synchronized (this) {
      if (shutdown) {
        return Uni.createFrom().failure(new PoolException("pool already shut down"));
      }
      shutdown = true;
    }
    streams.forEach(TaskStream::drain);
    Uni<Void> idle =
        Uni.createFrom().emitter(emitter -> workers.whenIdle(() -> emitter.complete(null)));
    return idle.ifNoItem()
        .after(schedulable(timeout))
        .on(scheduler)
        .recoverWithUni(
            () -> {
              streams.forEach(TaskStream::stop);
              return Uni.createFrom().failure(new PoolException("shutdown timeout"));
            });
  }

  /** What a timer can take: no less than a moment, no more than 100 years. */
  private static Duration schedulable(Duration timeout) {
    Duration longest = Duration.ofDays(36_500);
    Duration atLeast = timeout.isPositive() ? timeout : Duration.ofNanos(1);
    return atLeast.compareTo(longest) < 0 ? atLeast : longest;
  }

  private void refuseUnlessReady() {
    if (shutdown) {
      throw new PoolException("pool is shutting down");
    }
    if (running) {
      throw new PoolException("pool is running");
    }
  }

  private synchronized void ready() {
    running = false;
  }

  private TaskStream<T> newStream(Share share, boolean tellsStarts) {
    return new TaskStream<>(share, workers, clock, scheduler, tellsStarts);
  }

  /** A stream that does not tell starts has only results. */
  @SuppressWarnings("unchecked")
  private static <T> Multi<Result<T>> results(Multi<Signal<T>> signals) {
    return (Multi<Result<T>>) (Multi<? extends Signal<T>>) signals;
  }
}
