package io.fleetexecutor.demo;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;

/** Leads each request to the API server of its cluster, and its answer back after the latency. */
record FleetHandler(Vertx vertx, Map<String, Traits> clusters, InstantSource clock) {

  Router router() {
    Router router = Router.router(vertx);
    router
        .routeWithRegex("/clusters/(?<cluster>[^/]+)(?<path>/.*)?")
        .handler(this::delay)
        .handler(this::answer);
    router.route().handler(FleetHandler::root);
    router.errorHandler(400, context -> send(context, Refusals.badRequest(reason(context))));
    router.errorHandler(500, context -> send(context, Refusals.internalError(reason(context))));
    return router;
  }

  private void delay(RoutingContext context) {
    String name = Objects.requireNonNull(context.pathParam("cluster"));
    Traits cluster = clusters.get(name);
    if (cluster == null) {
      send(context, Refusals.unknownCluster(name, clusters.size()));
    } else if (cluster.latency().isZero()) {
      context.next();
    } else {
      long timer = vertx.setTimer(cluster.latency().toMillis(), id -> context.next());
      context.response().closeHandler(closed -> vertx.cancelTimer(timer));
    }
  }

  private void answer(RoutingContext context) {
    String path = context.pathParam("path");
    ApiRequest request =
        new ApiRequest(
            context.request().method().name(),
            path == null || path.isEmpty() ? "/" : path,
            context.queryParams(),
            context.parsedHeaders().accept());
    Traits cluster = Objects.requireNonNull(clusters.get(context.pathParam("cluster")));
    send(context, new ApiServer(cluster, clock).answer(request));
  }

  /** kubectl's {@code --raw} drops the path of the server's URL, so health is here too. */
  private static void root(RoutingContext context) {
    String path = context.normalizedPath();
    if (Health.serves(path)) {
      send(context, ApiAnswer.text(Health.report(path, context.queryParams())));
    } else {
      send(context, Refusals.unknownPath());
    }
  }

  private static String reason(RoutingContext context) {
    return context.failure() == null ? "malformed request" : context.failure().toString();
  }

  private static void send(RoutingContext context, RefusedException refusal) {
    send(context, ApiAnswer.refused(refusal.status()));
  }

  private static void send(RoutingContext context, ApiAnswer answer) {
    HttpServerResponse response = context.response();
    if (response.closed()) {
      return;
    }
    response
        .setStatusCode(answer.code())
        .putHeader("Content-Type", answer.contentType())
        .putHeader("Content-Length", Integer.toString(answer.body().length))
        .putHeader("Cache-Control", "no-cache, private");
    // Vert.x would send the body of a HEAD request over HTTP/2.
    boolean head = context.request().method() == HttpMethod.HEAD;
    response.end(head ? Buffer.buffer() : Buffer.buffer(answer.body()));
  }
}
