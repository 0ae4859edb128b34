package io.fleetexecutor.api.transport;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Objects;

/**
 * What still comes of a request that has its answer: it is read and dropped for a while, so that
 * the client gets to read the answer, and then cut off. Everything runs on the request's event
 * loop.
 */
final class Remainder {
  private static final long NO_ERROR = 0;

  private Remainder() {}

  /**
   * @param limit how long it may take
   * @param over is run when nothing comes any more
   */
  static void drop(HttpServerRequest request, Duration limit, Runnable over) {
    if (request.isEnded()) {
      over.run();
      return;
    }
    var arrival =
        new Arrival(
            Objects.requireNonNull(Vertx.currentContext()),
            limit,
            () -> {
              cutOff(request);
              over.run();
            });
    Runnable ended =
        () -> {
          arrival.done();
          over.run();
        };
    request.handler(chunk -> {});
    request.endHandler(ignored -> ended.run());
    request.exceptionHandler(gone -> ended.run());
    arrival.expect();
    request.resume();
  }

  static void cutOff(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(NO_ERROR);
    } else {
      request.connection().close();
    }
  }
}
