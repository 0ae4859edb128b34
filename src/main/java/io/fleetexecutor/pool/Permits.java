package io.fleetexecutor.pool;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of permits, shared fairly between streams, no more than so many of them for one
 * cluster. No thread waits: whoever asks is called back with the permit, on the thread that made it
 * free. Callbacks run outside the lock and never on top of each other, so however many complete at
 * once, the stack stays flat.
 */
final class Permits {
  private final int total;
  private final FairQueue queue;
  private final List<Runnable> idleActions = new ArrayList<>();
  private final ThreadLocal<@Nullable Boolean> granting = new ThreadLocal<>();
  private int available;

  Permits(int total, int maxPerCluster) {
    this.total = total;
    this.queue = new FairQueue(maxPerCluster);
    this.available = total;
  }

  int total() {
    return total;
  }

  synchronized int inUse() {
    return total - available;
  }

  /** How many wait for a permit, or for their cluster. */
  synchronized int waiting() {
    return queue.size();
  }

  /**
   * Calls back once with a permit, perhaps before this returns; the permit is then the request's to
   * release.
   */
  void acquire(Request request) {
    synchronized (this) {
      queue.add(request);
    }
    grant();
  }

  /** Withdraws a request that is still waiting; false if it has, or is about to get, a permit. */
  synchronized boolean withdraw(Request request) {
    return queue.remove(request);
  }

  void release(Request request) {
    List<Runnable> idle = List.of();
    synchronized (this) {
      queue.giveBack(request);
      available++;
      if (available == total && !idleActions.isEmpty()) {
        idle = List.copyOf(idleActions);
        idleActions.clear();
      }
    }
    grant();
    idle.forEach(Runnable::run);
  }

  /** Calls back once, at the next moment at which no permit is in use. */
  void whenIdle(Runnable action) {
    synchronized (this) {
      if (available != total) {
        idleActions.add(action);
        return;
      }
    }
    action.run();
  }

  private void grant() {
    if (Boolean.TRUE.equals(granting.get())) {
      return; // The loop below is on this thread's stack already, and looks again.
    }
    granting.set(true);
    try {
      for (Request next = next(); next != null; next = next()) {
        call(next.callback);
      }
    } finally {
      granting.set(false);
    }
  }

  private static void call(Runnable callback) {
    try {
      callback.run();
    } catch (Throwable e) {
      Infrastructure.handleDroppedException(e);
    }
  }

  private synchronized @Nullable Request next() {
    Request next = available == 0 ? null : queue.poll();
    if (next != null) {
      available--;
    }
    return next;
  }
}
