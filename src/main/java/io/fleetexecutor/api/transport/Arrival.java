package io.fleetexecutor.api.transport;

import io.vertx.core.Context;
import java.time.Duration;

/** Something that a client has to send in time. Everything runs on the request's event loop. */
final class Arrival {
  private static final long NONE = -1;

  private final Context context;
  private final Duration limit;
  private final Runnable late;
  private long timer = NONE;

  /**
   * @param late is run where it does not come within the limit
   */
  Arrival(Context context, Duration limit, Runnable late) {
    this.context = context;
    this.limit = limit;
    this.late = late;
  }

  /** The time begins, unless it runs already. */
  void expect() {
    if (timer == NONE) {
      timer = context.owner().setTimer(limit.toMillis(), ignored -> pass());
    }
  }

  private void pass() {
    timer = NONE;
    late.run();
  }

  /** It has come, or nobody waits for it any more. */
  void done() {
    if (timer != NONE) {
      context.owner().cancelTimer(timer);
      timer = NONE;
    }
  }
}
