package io.fleetexecutor.cluster;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.testing.TextReader;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Connections to the servers of a test. */
final class ApiServers implements AutoCloseable {

  static final Duration LIMIT = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final List<ClusterConnections> opened = new ArrayList<>();

  ApiServers(Vertx vertx) {
    this.vertx = vertx;
  }

  ApiServer at(String url) {
    return at(ApiEndpoint.anonymous(URI.create(url)));
  }

  ApiServer at(String url, Credentials credentials) {
    return at(new ApiEndpoint(URI.create(url), TlsSettings.SYSTEM, null, true, credentials));
  }

  ApiServer at(ApiEndpoint endpoint) {
    return at(endpoint, ConnectionSettings.DEFAULT);
  }

  ApiServer at(ApiEndpoint endpoint, ConnectionSettings settings) {
    return at(endpoint, settings, InstantSource.system());
  }

  ApiServer at(ApiEndpoint endpoint, ConnectionSettings settings, InstantSource clock) {
    Cluster cluster = new Cluster("c", "c", Map.of(), "test", "default", null);
    ClusterConnections connections = new ClusterConnections(vertx, settings, clock);
    connections.update(Map.of("c", new ClusterTarget(cluster, endpoint)));
    opened.add(connections);
    return connections.get("c");
  }

  static String text(ApiServer server, String uri) {
    return server.send(ApiRequest.get(uri), TextReader::new).await().atMost(LIMIT);
  }

  static ClusterFailure failure(ApiServer server, String uri) {
    try {
      throw new AssertionError("no failure but: " + text(server, uri));
    } catch (ClusterFailure failure) {
      return failure;
    }
  }

  @Override
  public void close() {
    opened.forEach(ClusterConnections::close);
  }
}
