package io.fleetexecutor.cluster;

import static io.fleetexecutor.cluster.ApiServers.LIMIT;
import static io.fleetexecutor.cluster.ApiServers.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.testing.TextReader;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ClusterConnectionsTest extends VertxTest {
  private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();

  @Test
  void connectionsAreKeptToTheClustersThatWereAskedLast() throws Exception {
    try (ClusterConnections connections = connections(http(this::answer))) {
      ask(connections, "a");
      ask(connections, "b");
      ask(connections, "a");
      ask(connections, "c");
      Awaitility.await().atMost(LIMIT).until(() -> open.size() == 2);

      ask(connections, "a");
      ask(connections, "c");
      assertThat(open).hasSize(2);
      ask(connections, "b");
      Awaitility.await().atMost(LIMIT).until(() -> open.size() == 2);
    }
  }

  @Test
  void aRequestThatIsUnderWayIsNotCutOff() throws Exception {
    CompletableFuture<HttpServerRequest> held = new CompletableFuture<>();
    try (ClusterConnections connections =
        connections(
            http(
                request -> {
                  track(request);
                  if ("/slow".equals(request.path())) {
                    held.complete(request);
                  } else {
                    request.response().end("hello");
                  }
                }))) {
      CompletableFuture<String> slow =
          connections
              .get("a")
              .send(ApiRequest.get("/slow"), TextReader::new)
              .subscribeAsCompletionStage();
      HttpServerRequest request = held.get();
      ask(connections, "b");
      ask(connections, "c");

      request.response().end("at last");

      assertThat(slow.get()).isEqualTo("at last");
      Awaitility.await().atMost(LIMIT).until(() -> open.size() == 2);
    }
  }

  @Test
  void aClusterThatHasGoneKeepsNoConnection() throws Exception {
    String url = http(this::answer);
    try (ClusterConnections connections = connections(url)) {
      ask(connections, "a");
      ask(connections, "b");

      connections.update(Map.of("b", target("b", url)));

      Awaitility.await().atMost(LIMIT).until(() -> open.size() == 1);
      assertThatThrownBy(() -> connections.get("a"))
          .isInstanceOfSatisfying(
              ClusterFailure.class,
              failure -> assertThat(failure.error().reason()).isEqualTo("UNKNOWN_CLUSTER"));
    }
  }

  @Test
  void aClusterThatIsReachedInAnotherWayGetsConnectionsOfItsOwn() throws Exception {
    String url = http(this::answer);
    try (ClusterConnections connections = connections(url)) {
      ApiServer unchanged = connections.get("a");
      ApiServer moved = connections.get("b");
      ask(connections, "b");

      connections.update(Map.of("a", target("a", url), "b", target("b", url + "/other")));

      assertThat(connections.get("a")).isSameAs(unchanged);
      assertThat(connections.get("b")).isNotSameAs(moved);
      Awaitility.await().atMost(LIMIT).until(open::isEmpty);
    }
  }

  private ClusterConnections connections(String url) {
    var two =
        new ConnectionSettings(Duration.ofSeconds(10), Duration.ofSeconds(10), 1, 2, 2, "test");
    var connections = new ClusterConnections(vertx, two, InstantSource.system());
    connections.update(Map.of("a", target("a", url), "b", target("b", url), "c", target("c", url)));
    return connections;
  }

  private static ClusterTarget target(String name, String url) {
    var cluster = new Cluster(name, name, Map.of(), "test", "default", null);
    return new ClusterTarget(cluster, ApiEndpoint.anonymous(URI.create(url)));
  }

  private void answer(HttpServerRequest request) {
    track(request);
    request.response().end("hello");
  }

  private void track(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    if (open.add(connection)) {
      connection.closeHandler(closed -> open.remove(connection));
    }
  }

  private static void ask(ClusterConnections connections, String cluster) {
    assertThat(text(connections.get(cluster), "/")).isEqualTo("hello");
  }
}
