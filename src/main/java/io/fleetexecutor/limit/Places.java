package io.fleetexecutor.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Places of each caller. However many ask at once, no more are taken than there are, but for those
 * that are taken in any case.
 */
public final class Places {
  private final int limit;
  private final Map<CallerKey, Integer> taken = new ConcurrentHashMap<>();

  /**
   * @param limit of each caller; 0: none
   */
  public Places(int limit) {
    this.limit = limit;
  }

  /** One of the caller's places; null where none is free. */
  public @Nullable Place take(CallerKey caller) {
    int most = limit == 0 ? Integer.MAX_VALUE : limit;
    var isFree = new AtomicBoolean();
    taken.compute(
        caller,
        (key, count) -> {
          int before = count == null ? 0 : count;
          isFree.set(before < most);
          return isFree.get() ? (Integer) (before + 1) : count;
        });
    return isFree.get() ? new Place(caller) : null;
  }

  /** A place that counts, also where none is free. */
  public Place takeInAnyCase(CallerKey caller) {
    taken.merge(caller, 1, Integer::sum);
    return new Place(caller);
  }

  public int limit() {
    return limit;
  }

  /** One that is taken until it is given back. */
  public final class Place {
    private final CallerKey caller;
    private final AtomicBoolean isGivenBack = new AtomicBoolean();

    private Place(CallerKey caller) {
      this.caller = caller;
    }

    /** Once counts, however often it is done. */
    public void giveBack() {
      if (isGivenBack.compareAndSet(false, true)) {
        taken.compute(caller, (key, count) -> count == null || count == 1 ? null : count - 1);
      }
    }
  }
}
