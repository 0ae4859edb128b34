package io.fleetexecutor.cluster;

import io.vertx.core.impl.ContextInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A probe and requests do not make a connection each where there is one: whoever comes second waits
 * until the first is done, which is sooner than another one is made, but no longer than that should
 * take. Used on one event loop.
 */
final class ProbeTurn {
  private static final long NONE = -1;

  private final ContextInternal context;
  private final Duration patience;
  private final BooleanSupplier connected;
  private final Consumer<Exchange<?>> start;
  private final Set<Exchange<?>> requests = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Exchange<?>> waiting = new ArrayList<>();
  private @Nullable Exchange<?> waitingProbe;
  private @Nullable Exchange<?> probe;
  private long timer = NONE;

  /**
   * @param patience the longest that anything waits
   * @param connected whether there is a connection
   * @param start is given each request whose turn has come
   */
  ProbeTurn(
      ContextInternal context,
      Duration patience,
      BooleanSupplier connected,
      Consumer<Exchange<?>> start) {
    this.context = context;
    this.patience = patience;
    this.connected = connected;
    this.start = start;
  }

  void beginProbe(Exchange<?> exchange) {
    if (requests.isEmpty() || probe != null || waitingProbe != null) {
      startProbe(exchange);
    } else {
      waitingProbe = exchange;
      limitWait();
    }
  }

  void begin(Exchange<?> request) {
    if (probe != null && (probe.isSent() || connected.getAsBoolean())) {
      waiting.add(request);
      limitWait();
    } else {
      startRequest(request);
    }
  }

  void end(Exchange<?> exchange) {
    requests.remove(exchange);
    waiting.remove(exchange);
    if (exchange == waitingProbe) {
      waitingProbe = null;
    }
    if (exchange == probe || probe == null && requests.isEmpty()) {
      goOn();
    }
  }

  private void limitWait() {
    if (timer == NONE) {
      timer = context.setTimer(patience.toMillis(), passed -> goOn());
    }
  }

  private void goOn() {
    context.owner().cancelTimer(timer);
    timer = NONE;
    probe = null;
    List<Exchange<?>> next = List.copyOf(waiting);
    waiting.clear();
    Exchange<?> nextProbe = waitingProbe;
    waitingProbe = null;
    next.forEach(this::startRequest);
    if (nextProbe != null) {
      startProbe(nextProbe);
    }
  }

  private void startProbe(Exchange<?> exchange) {
    probe = exchange;
    exchange.start();
  }

  private void startRequest(Exchange<?> request) {
    requests.add(request);
    start.accept(request);
  }
}
