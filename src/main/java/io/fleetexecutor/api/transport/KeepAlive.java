package io.fleetexecutor.api.transport;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/**
 * Keeps a connection from being closed as idle while a call is open on it, however quiet, and the
 * client answers.
 */
final class KeepAlive {
  private static final int BEFORE_IDLE = 3;
  private static final int PING_BYTES = 8;

  private final HttpServerRequest request;
  private boolean isUnanswered;

  private KeepAlive(HttpServerRequest request) {
    this.request = request;
  }

  /**
   * @param idleTimeout zero: idle connections are not closed
   * @return what ends it
   */
  static Runnable start(Vertx vertx, HttpServerRequest request, Duration idleTimeout) {
    if (idleTimeout.isZero()) {
      return () -> {};
    }
    long interval = Math.max(1, idleTimeout.toMillis() / BEFORE_IDLE);
    var keepAlive = new KeepAlive(request);
    long timer = vertx.setPeriodic(interval, ignored -> keepAlive.tell());
    return () -> vertx.cancelTimer(timer);
  }

  private void tell() {
    if (request.version() == HttpVersion.HTTP_2) {
      ping();
    } else {
      // HTTP/1.1 has no ping; a write of nothing counts as one, too.
      request.response().write(Buffer.buffer());
    }
  }

  private void ping() {
    if (!isUnanswered) {
      isUnanswered = true;
      request
          .connection()
          .ping(Buffer.buffer(new byte[PING_BYTES]))
          .onComplete(answered -> isUnanswered = false);
    }
  }
}
