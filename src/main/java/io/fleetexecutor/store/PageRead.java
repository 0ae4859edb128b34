package io.fleetexecutor.store;

import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.PageLimit;
import io.smallrye.mutiny.subscription.UniEmitter;

/** A read of one caller, equal to no other one's. */
final class PageRead {
  private final String executionId;
  private final long from;
  private final PageLimit limit;
  private final UniEmitter<? super LogPage> emitter;
  private volatile boolean over;

  PageRead(String executionId, long from, PageLimit limit, UniEmitter<? super LogPage> emitter) {
    this.executionId = executionId;
    this.from = from;
    this.limit = limit;
    this.emitter = emitter;
  }

  String executionId() {
    return executionId;
  }

  long from() {
    return from;
  }

  PageLimit limit() {
    return limit;
  }

  /** Answered or cancelled. */
  boolean isOver() {
    return over;
  }

  void setOver() {
    over = true;
  }

  void complete(LogPage page) {
    emitter.complete(page);
  }

  void fail(Throwable error) {
    emitter.fail(error);
  }
}
