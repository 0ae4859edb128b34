package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.model.Cluster;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An API server that answers as a test says, and a fleet of it alone, named {@code c}. */
final class FakeApiServer implements AutoCloseable {

  static final String PODS =
      """
      {"kind":"APIResourceList","groupVersion":"v1","resources":[
       {"name":"pods","singularName":"","namespaced":true,"kind":"Pod","shortNames":["po"]},
       {"name":"pods/log","singularName":"","namespaced":true,"kind":"Pod"},
       {"name":"nodes","singularName":"","namespaced":false,"kind":"Node","shortNames":["no"]}]}
      """;

  final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final Map<String, Handler<HttpServerRequest>> handlers = new ConcurrentHashMap<>();
  private final Vertx vertx = Vertx.vertx();
  final Fleet fleet;

  FakeApiServer() {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort());
    fleet =
        Fleet.of(
            List.of(
                new ClusterTarget(
                    new Cluster("c", "c", Map.of(), "test", "mine", null),
                    ApiEndpoint.anonymous(uri))));
    on("/api/v1", PODS);
  }

  /**
   * @param uri a path, with its query where it has one
   */
  FakeApiServer on(String uri, Handler<HttpServerRequest> handler) {
    handlers.put(uri, handler);
    return this;
  }

  FakeApiServer on(String uri, int status, String body) {
    return on(uri, request -> request.response().setStatusCode(status).end(body));
  }

  FakeApiServer on(String uri, String body) {
    return on(uri, 200, body);
  }

  private void handle(HttpServerRequest request) {
    requests.add(request.uri());
    handlers
        .getOrDefault(
            request.uri(), absent -> absent.response().setStatusCode(404).end("404 page not found"))
        .handle(request);
  }

  @Override
  public void close() {
    fleet.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
