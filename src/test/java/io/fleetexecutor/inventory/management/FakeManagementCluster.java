package io.fleetexecutor.inventory.management;

import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.cluster.ConnectionSettings;
import io.fleetexecutor.model.Cluster;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.Awaitility;

/**
 * A management cluster whose API server answers lists and watches as a test says, one answer after
 * the other, the last one for ever.
 */
final class FakeManagementCluster implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  final Queue<String> requests = new ConcurrentLinkedQueue<>();
  final List<HttpServerResponse> watches = new CopyOnWriteArrayList<>();
  final List<Snapshot<String>> told = new CopyOnWriteArrayList<>();
  private final Queue<Handler<HttpServerRequest>> listAnswers = new ConcurrentLinkedQueue<>();
  private final Queue<Handler<HttpServerRequest>> watchAnswers = new ConcurrentLinkedQueue<>();
  private final Vertx vertx = Vertx.vertx();
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private final ClusterConnections connections;

  FakeManagementCluster() {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    connections = new ClusterConnections(vertx, ConnectionSettings.DEFAULT, InstantSource.system());
    connections.update(
        Map.of(
            "m",
            new ClusterTarget(
                new Cluster("m", "m", Map.of(), "test", "default", null),
                ApiEndpoint.anonymous(URI.create("http://127.0.0.1:" + server.actualPort())))));
  }

  private void handle(HttpServerRequest request) {
    requests.add(request.uri());
    boolean watch = request.uri().contains("watch=true");
    Queue<Handler<HttpServerRequest>> answers = watch ? watchAnswers : listAnswers;
    Handler<HttpServerRequest> answer = answers.size() > 1 ? answers.remove() : answers.peek();
    if (answer == null) {
      request.response().setChunked(true).write(" ");
      watches.add(request.response());
    } else {
      answer.handle(request);
    }
  }

  FakeManagementCluster list(int status, String body) {
    listAnswers.add(request -> request.response().setStatusCode(status).end(body));
    return this;
  }

  FakeManagementCluster list(String version, String continuation, String... names) {
    String items =
        String.join(",", List.of(names).stream().map(name -> object(name, "1")).toList());
    return list(
        200,
        """
        {"kind":"SecretList","apiVersion":"v1",
         "metadata":{"resourceVersion":"%s","continue":"%s"},"items":[%s]}
        """
            .formatted(version, continuation, items));
  }

  FakeManagementCluster watch(int status, String body) {
    watchAnswers.add(request -> request.response().setStatusCode(status).end(body));
    return this;
  }

  static String object(String name, String version) {
    return """
        {"metadata":{"namespace":"n","name":"%s","resourceVersion":"%s"}}
        """
        .formatted(name, version);
  }

  static String event(String type, String object) {
    return "{\"type\":\"%s\",\"object\":%s}\n".formatted(type, object);
  }

  /** Watches that were answered by nothing yet stay open for this. */
  void send(String event) {
    Awaitility.await().until(() -> !watches.isEmpty());
    watches.getLast().write(event);
  }

  Cancellable follow() {
    var cluster =
        new ManagementCluster(
            "hub", () -> connections.get("m"), () -> NOW, timers, RandomGenerator.getDefault());
    return new ManagementObjects<>(
            cluster,
            new ObjectQuery("/api/v1", "secrets", "", "a=b", ""),
            object ->
                java.util.Optional.of(object.path("metadata").path("resourceVersion").asText("")))
        .snapshots()
        .subscribe()
        .with(told::add);
  }

  void await(ThrowingConsumer<Snapshot<String>> assertions) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              org.assertj.core.api.Assertions.assertThat(told).isNotEmpty();
              assertions.accept(told.getLast());
            });
  }

  @Override
  public void close() {
    connections.close();
    timers.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
