package io.fleetexecutor.limit;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The requests of all callers that are not over yet: never more than there may be. */
public final class OpenRequests {
  private final int limit;
  private final AtomicInteger open = new AtomicInteger();

  public OpenRequests(int limit) {
    this.limit = limit;
  }

  /** What tells that the request is over, which counts once; null: there are as many already. */
  public @Nullable Runnable open() {
    int before = open.getAndUpdate(count -> count < limit ? count + 1 : count);
    if (before >= limit) {
      return null;
    }
    var isOver = new AtomicBoolean();
    return () -> {
      if (isOver.compareAndSet(false, true)) {
        open.decrementAndGet();
      }
    };
  }

  public int count() {
    return open.get();
  }
}
