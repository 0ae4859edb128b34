package io.fleetexecutor.store;

import io.fleetexecutor.log.LogException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A daemon thread that works off tasks in the order in which they came, as many at a time as wait.
 * After it is closed none is begun, and each one that was not fails with {@link
 * LogException.Closed}.
 */
final class TaskThread<T extends TaskThread.Task> implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(TaskThread.class);

  /** Something to do. */
  interface Task {
    void fail(Throwable error);

    /** The bytes that it holds. */
    default int weight() {
      return 0;
    }
  }

  /**
   * How many tasks are worked off together.
   *
   * @param bytes no more are taken once this many are
   */
  record Batch(int tasks, int bytes) {}

  private final ArrayDeque<T> queue = new ArrayDeque<>();
  private final Batch limit;
  private final Consumer<List<T>> work;
  private final Runnable atEnd;
  private final Thread thread;
  private boolean closed;

  /**
   * @param atEnd run on the thread as its last
   */
  TaskThread(String name, Batch limit, Consumer<List<T>> work, Runnable atEnd) {
    this.limit = limit;
    this.work = work;
    this.atEnd = atEnd;
    thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void submit(T task) {
    if (!enqueue(task)) {
      task.fail(new LogException.Closed());
    }
  }

  private synchronized boolean enqueue(T task) {
    if (closed) {
      return false;
    }
    queue.add(task);
    if (queue.size() == 1) {
      notifyAll();
    }
    return true;
  }

  private void run() {
    for (List<T> batch = next(); !batch.isEmpty(); batch = next()) {
      try {
        work.accept(batch);
      } catch (Throwable e) {
        LOG.errorf(e, "%s", thread.getName());
        batch.forEach(task -> task.fail(e));
      }
    }
    try {
      atEnd.run();
    } catch (RuntimeException e) {
      LOG.warnf(e, "%s", thread.getName());
    }
  }

  /** Empty once it is closed. */
  private synchronized List<T> next() {
    while (queue.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        // Nobody but close() ends this thread.
        LOG.debugf(e, "%s", thread.getName());
      }
    }
    List<T> batch = new ArrayList<>();
    long bytes = 0;
    while (!closed && batch.size() < limit.tasks && bytes < limit.bytes) {
      @Nullable T task = queue.poll();
      if (task == null) {
        break;
      }
      bytes += task.weight();
      batch.add(task);
    }
    return batch;
  }

  /** Waits for what was begun. */
  @Override
  public void close() {
    List<T> waiting;
    synchronized (this) {
      closed = true;
      waiting = List.copyOf(queue);
      queue.clear();
      notifyAll();
    }
    waiting.forEach(task -> task.fail(new LogException.Closed()));
    join();
  }

  private void join() {
    boolean interrupted = false;
    while (thread.isAlive() && Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
