package io.fleetexecutor.cluster;

import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests that meet a probe have its connection once it is free, which is sooner than another one
 * is made, but wait no longer than that should take. Used on one event loop.
 */
final class ProbeTurn {
  private final ContextInternal context;
  private final Duration patience;
  private final Consumer<Exchange<?>> start;
  private final List<Exchange<?>> waiting = new ArrayList<>();
  private @Nullable Exchange<?> probe;
  private long timer;

  /**
   * @param patience the longest that a request waits
   * @param start is given each request whose turn has come
   */
  ProbeTurn(ContextInternal context, Duration patience, Consumer<Exchange<?>> start) {
    this.context = context;
    this.patience = patience;
    this.start = start;
  }

  void begin(Exchange<?> started) {
    probe = started;
  }

  void await(Exchange<?> request) {
    if (probe == null || !probe.isSent()) {
      start.accept(request);
      return;
    }
    if (waiting.isEmpty()) {
      timer = context.setTimer(patience.toMillis(), passed -> forgetProbe());
    }
    waiting.add(request);
  }

  void end(Exchange<?> exchange) {
    if (exchange == probe) {
      forgetProbe();
    }
  }

  private void forgetProbe() {
    probe = null;
    if (!waiting.isEmpty()) {
      context.owner().cancelTimer(timer);
    }
    List<Exchange<?>> next = List.copyOf(waiting);
    waiting.clear();
    next.forEach(start);
  }
}
