package io.fleetexecutor.pool;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of permits, shared fairly between streams, no more than so many of them for one
 * cluster. The last quarter of all, and of those for a cluster, rounded down, is only for streams
 * whose owner holds none there; so one owner alone never keeps another from its first. Streams
 * without an owner take any. No thread waits: whoever asks is called back with the permit, on the
 * thread that made it free. Callbacks run outside the lock and never on top of each other, so
 * however many complete at once, the stack stays flat.
 */
public final class Permits implements Workers {
  private final int total;
  private final FairQueue queue;
  private final List<Runnable> idleActions = new ArrayList<>();
  private final ThreadLocal<@Nullable Boolean> granting = new ThreadLocal<>();

  /** Fewer than 1 of either is 1. */
  public Permits(int total, int maxPerCluster) {
    this.total = Math.max(1, total);
    this.queue = new FairQueue(this.total, Math.max(1, maxPerCluster));
  }

  @Override
  public int limit() {
    return total;
  }

  @Override
  public int total() {
    return total;
  }

  @Override
  public synchronized int inUse() {
    return queue.inUse();
  }

  /** How many wait for a permit, or for their cluster. */
  @Override
  public synchronized int waiting() {
    return queue.size();
  }

  @Override
  public void acquire(Request request) {
    synchronized (this) {
      queue.add(request);
    }
    grant();
  }

  @Override
  public synchronized boolean withdraw(Request request) {
    return queue.remove(request);
  }

  @Override
  public void release(Request request) {
    List<Runnable> idle = List.of();
    synchronized (this) {
      queue.giveBack(request);
      if (queue.inUse() == 0 && !idleActions.isEmpty()) {
        idle = List.copyOf(idleActions);
        idleActions.clear();
      }
    }
    grant();
    idle.forEach(Runnable::run);
  }

  @Override
  public void whenIdle(Runnable action) {
    synchronized (this) {
      if (queue.inUse() != 0) {
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
        lend(next);
      }
    } finally {
      granting.set(false);
    }
  }

  private static void lend(Request request) {
    try {
      request.lend(Worker.HERE);
    } catch (Throwable e) {
      Infrastructure.handleDroppedException(e);
    }
  }

  private synchronized @Nullable Request next() {
    return queue.poll();
  }
}
