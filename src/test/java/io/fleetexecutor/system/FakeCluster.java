package io.fleetexecutor.system;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * An API server that serves discovery and its version as a real one, and pods as the test wants it
 * to.
 */
final class FakeCluster implements AutoCloseable {
  static final Vertx VERTX = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));

  static final String CORE_KINDS =
      """
      {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "v1", "resources": [
        {"name": "pods", "singularName": "", "namespaced": true, "kind": "Pod", "verbs": ["get", "list"]}
      ]}""";

  private final HttpServer server;
  private final Set<HttpConnection> counted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger openConnections = new AtomicInteger();
  private final AtomicInteger podRequests = new AtomicInteger();

  private FakeCluster(Handler<HttpServerRequest> pods) {
    this.server =
        VERTX
            .createHttpServer()
            .requestHandler(
                request -> {
                  if ("/version".equals(request.path())) {
                    json(request, "{\"gitVersion\": \"v1.33.2\"}");
                    return;
                  }
                  count(request.connection());
                  if ("/api/v1".equals(request.path())) {
                    json(request, CORE_KINDS);
                  } else {
                    podRequests.incrementAndGet();
                    pods.handle(request);
                  }
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  /**
   * @param pods answers, or not, whatever is asked besides these
   */
  static FakeCluster start(Handler<HttpServerRequest> pods) {
    return new FakeCluster(pods);
  }

  static FakeCluster thatHangs() {
    return start(request -> {});
  }

  static FakeCluster withOnePod() {
    return start(request -> json(request, podList(pod("web", ""))));
  }

  static String podList(String pods) {
    return """
        {"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": [%s]}"""
        .formatted(pods);
  }

  static String pod(String name, String annotation) {
    return """
        {"metadata": {"name": "%s", "namespace": "default", "annotations": {"a": "%s"}}}"""
        .formatted(name, annotation);
  }

  static void json(HttpServerRequest request, String body) {
    request.response().putHeader("Content-Type", "application/json").end(body);
  }

  /** But not those of health checks, which come when they like. */
  private void count(HttpConnection connection) {
    if (counted.add(connection)) {
      connections.incrementAndGet();
      openConnections.incrementAndGet();
      connection.closeHandler(closed -> openConnections.decrementAndGet());
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** How many connections were ever made. */
  int connections() {
    return connections.get();
  }

  int openConnections() {
    return openConnections.get();
  }

  void awaitPodRequest() {
    awaitPodRequests(1);
  }

  /** So many, of whatever connection. */
  void awaitPodRequests(int count) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> podRequests.get() >= count);
  }

  int podRequests() {
    return podRequests.get();
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
