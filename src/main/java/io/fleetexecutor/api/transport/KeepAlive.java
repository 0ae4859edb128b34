package io.fleetexecutor.api.transport;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/** Keeps a connection from being closed as idle while a call is open on it, however quiet. */
final class KeepAlive {
  private static final int BEFORE_IDLE = 3;
  private static final int PING_BYTES = 8;

  private KeepAlive() {}

  /**
   * @param idleTimeout zero: idle connections are not closed
   * @return what ends it
   */
  static Runnable start(Vertx vertx, HttpServerRequest request, Duration idleTimeout) {
    if (idleTimeout.isZero()) {
      return () -> {};
    }
    long interval = Math.max(1, idleTimeout.toMillis() / BEFORE_IDLE);
    long timer = vertx.setPeriodic(interval, ignored -> tell(request));
    return () -> vertx.cancelTimer(timer);
  }

  private static void tell(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.connection().ping(Buffer.buffer(new byte[PING_BYTES]));
    } else {
      // HTTP/1.1 has no ping; a write of nothing counts as one, too.
      request.response().write(Buffer.buffer());
    }
  }
}
