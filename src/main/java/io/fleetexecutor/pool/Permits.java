package io.fleetexecutor.pool;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of permits, given out in the order they were asked for. No thread waits: whoever
 * asks is called back with the permit, on the thread that made it free. Callbacks run outside the
 * lock and never on top of each other, so however many complete at once, the stack stays flat.
 */
final class Permits {
  private final int total;
  private final LinkedHashSet<Runnable> waiting = new LinkedHashSet<>();
  private final List<Runnable> idleActions = new ArrayList<>();
  private final ThreadLocal<@Nullable Boolean> granting = new ThreadLocal<>();
  private int available;

  Permits(int total) {
    this.total = total;
    this.available = total;
  }

  int total() {
    return total;
  }

  synchronized int inUse() {
    return total - available;
  }

  synchronized int waiting() {
    return waiting.size();
  }

  /**
   * Calls back once with a permit, perhaps before this returns; the permit is then the callback's
   * to release.
   */
  void acquire(Runnable callback) {
    if (takeOrEnqueue(callback, !isGranting())) {
      grant(callback);
    }
  }

  /** Withdraws a callback that is still waiting; false if it has, or is about to get, a permit. */
  synchronized boolean withdraw(Runnable callback) {
    return waiting.remove(callback);
  }

  void release() {
    List<Runnable> idle = List.of();
    synchronized (this) {
      available++;
      if (available == total && !idleActions.isEmpty()) {
        idle = List.copyOf(idleActions);
        idleActions.clear();
      }
    }
    grant(null);
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

  private synchronized boolean takeOrEnqueue(Runnable callback, boolean mayTake) {
    if (mayTake && available > 0 && waiting.isEmpty()) {
      available--;
      return true;
    }
    waiting.add(callback);
    return false;
  }

  private boolean isGranting() {
    return Boolean.TRUE.equals(granting.get());
  }

  /** Calls back whoever has a permit already, and then whoever waits for one. */
  private void grant(@Nullable Runnable first) {
    if (isGranting()) {
      return; // The loop below is on this thread's stack already, and looks again.
    }
    granting.set(true);
    try {
      for (Runnable next = first != null ? first : next(); next != null; next = next()) {
        call(next);
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

  private synchronized @Nullable Runnable next() {
    if (available == 0 || waiting.isEmpty()) {
      return null;
    }
    available--;
    return waiting.removeFirst();
  }
}
