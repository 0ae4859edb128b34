package io.fleetexecutor.limit;

import java.util.HashMap;
import java.util.Map;

/**
 * Bytes of memory that are held for callers: never more at once than there are, and for one caller
 * never more than its share.
 */
public final class ByteBudget {
  private final long all;
  private final long share;
  private final Map<CallerKey, Long> held = new HashMap<>();
  private long allHeld;

  /**
   * @param share the most for one caller
   */
  public ByteBudget(long all, long share) {
    this.all = all;
    this.share = share;
  }

  public Account account(CallerKey caller) {
    return new Account(caller);
  }

  private synchronized boolean change(CallerKey caller, long bytes) {
    long own = held.getOrDefault(caller, 0L) + bytes;
    if (bytes > 0 && (own > share || allHeld + bytes > all)) {
      return false;
    }
    allHeld += bytes;
    if (own == 0) {
      held.remove(caller);
    } else {
      held.put(caller, own);
    }
    return true;
  }

  /** What is held for one thing that a caller wants; for one thread. */
  public final class Account {
    private final CallerKey caller;
    private long bytes;

    private Account(CallerKey caller) {
      this.caller = caller;
    }

    /** Holds so many from now on; false: there are not as many, and it holds what it held. */
    public boolean hold(long total) {
      boolean changed = change(caller, total - bytes);
      if (changed) {
        bytes = total;
      }
      return changed;
    }

    /** Holds none any more. */
    public void release() {
      hold(0);
    }
  }
}
