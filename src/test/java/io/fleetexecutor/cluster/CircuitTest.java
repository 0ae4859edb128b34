package io.fleetexecutor.cluster;

import static io.fleetexecutor.cluster.ApiServers.failure;
import static io.fleetexecutor.cluster.ApiServers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class CircuitTest extends VertxTest {

  private ClusterConnections connections(int port, int limit) {
    var connections = new ClusterConnections(vertx, settings(limit), InstantSource.system());
    connections.update(target("http://127.0.0.1:" + port));
    return connections;
  }

  private static ConnectionSettings settings(int limit) {
    return new ConnectionSettings(
        Duration.ofSeconds(10), Duration.ofSeconds(10), 4, 16, limit, "test");
  }

  private static Map<String, ClusterTarget> target(String url) {
    return Map.of(
        "c",
        new ClusterTarget(
            new Cluster("c", "c", Map.of(), "test", "default", null),
            ApiEndpoint.anonymous(URI.create(url))));
  }

  private HttpServer listen(int port) {
    return vertx
        .createHttpServer()
        .requestHandler(request -> request.response().end("hello"))
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private static void close(HttpServer server) {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  private int freePort() {
    HttpServer server = listen(0);
    int port = server.actualPort();
    close(server);
    return port;
  }

  @Test
  void whatCannotBeReachedSeveralTimesIsNotAskedUntilAProbeReachesIt() {
    int port = freePort();
    try (ClusterConnections connections = connections(port, 2)) {
      ApiServer server = connections.get("c");
      assertThat(failure(server, "/").error().reason()).isEqualTo("CONNECTION_REFUSED");
      assertThat(connections.isRefused("c")).isFalse();
      assertThat(failure(server, "/").error().reason()).isEqualTo("CONNECTION_REFUSED");

      ClusterFailure refusal = failure(server, "/");
      assertThat(refusal.state()).isEqualTo(ClusterState.UNREACHABLE);
      assertThat(refusal.error().reason()).isEqualTo("CIRCUIT_OPEN");
      assertThat(refusal.error().message())
          .startsWith("not asked, as it could not be reached 2 times in a row")
          .contains("127.0.0.1:" + port);
      assertThat(connections.refused()).containsExactly("c");

      HttpServer back = listen(port);
      assertThat(failure(server, "/").error().reason()).isEqualTo("CIRCUIT_OPEN");
      assertThat(server.probe(ApiRequest.get("/")).await().atMost(ApiServers.LIMIT).isSuccess())
          .isTrue();
      assertThat(text(server, "/")).isEqualTo("hello");
      assertThat(connections.refused()).isEmpty();
      close(back);
    }
  }

  @Test
  void anAnswerBetweenFailuresBeginsTheCountAnew() {
    int port = freePort();
    try (ClusterConnections connections = connections(port, 2)) {
      ApiServer server = connections.get("c");
      failure(server, "/");
      HttpServer back = listen(port);
      text(server, "/");
      close(back);

      assertThat(failure(server, "/").error().reason()).isNotEqualTo("CIRCUIT_OPEN");
      assertThat(failure(server, "/").error().reason()).isNotEqualTo("CIRCUIT_OPEN");
      assertThat(failure(server, "/").error().reason()).isEqualTo("CIRCUIT_OPEN");
    }
  }

  @Test
  void aConnectionThatIsGivenUpCountsOnceItTookLong() throws Exception {
    Semaphore connected = new Semaphore(0);
    // It never says a word of TLS.
    String url = "https://127.0.0.1:" + tcp(socket -> connected.release());
    VirtualTime time = new VirtualTime();
    try (ClusterConnections connections = new ClusterConnections(vertx, settings(1), time)) {
      connections.update(target(url));
      ApiServer server = connections.get("c");
      for (long waited : List.of(2_999L, 3_000L)) {
        assertThat(connections.isRefused("c")).isFalse();
        Cancellable request = server.probe(ApiRequest.get("/")).subscribe().with(never -> {});
        connected.acquire();
        time.advance(Duration.ofMillis(waited));
        request.cancel();
        awaitTasks(server);
      }
      assertThat(connections.isRefused("c")).isTrue();
    }
  }

  @Test
  void anotherWayToTheClusterIsTriedAtOnce() {
    int port = freePort();
    HttpServer other = listen(0);
    try (ClusterConnections connections = connections(port, 1)) {
      failure(connections.get("c"), "/");
      assertThat(connections.isRefused("c")).isTrue();

      connections.update(target("http://127.0.0.1:" + other.actualPort()));

      assertThat(text(connections.get("c"), "/")).isEqualTo("hello");
    }
    close(other);
  }

  @Test
  void withoutALimitNothingIsRefused() {
    try (ClusterConnections connections = connections(freePort(), 0)) {
      for (int i = 0; i < 10; i++) {
        assertThat(failure(connections.get("c"), "/").error().reason())
            .isEqualTo("CONNECTION_REFUSED");
      }
    }
  }
}
