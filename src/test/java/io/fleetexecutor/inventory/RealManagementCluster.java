package io.fleetexecutor.inventory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ApiRequest.Content;
import io.fleetexecutor.cluster.ApiResponse;
import io.fleetexecutor.cluster.ApiServer;
import io.fleetexecutor.cluster.Authentication;
import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.cluster.ConnectionSettings;
import io.fleetexecutor.cluster.PemSource;
import io.fleetexecutor.inventory.management.ManagementCluster;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowingConsumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A namespace of its own in a real API server, and what a source makes of its objects. */
final class RealManagementCluster implements AutoCloseable {
  static final String KUBECONFIG = "FLEET_TEST_KUBECONFIG";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  final String namespace = "fleet-test-" + UUID.randomUUID();
  private final Vertx vertx = Vertx.vertx();
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private final ClusterConnections connections =
      new ClusterConnections(vertx, ConnectionSettings.DEFAULT, InstantSource.system());
  private final List<Inventory> told = new CopyOnWriteArrayList<>();
  private final ClusterTarget target;
  private Cancellable following = () -> {};

  RealManagementCluster() {
    target =
        KubeconfigInventory.load(List.of(Path.of(System.getenv(KUBECONFIG)))).targets().getFirst();
    connections.update(Map.of("m", target));
    create(
        "/api/v1/namespaces",
        """
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "%s"}}
        """
            .formatted(namespace));
  }

  ManagementCluster cluster() {
    return new ManagementCluster(
        "hub", this::server, InstantSource.system(), timers, RandomGenerator.getDefault());
  }

  private ApiServer server() {
    return connections.get("m");
  }

  /** The URL of its API server. */
  String url() {
    return requireNonNull(target.endpoint()).server().toString();
  }

  /** Whom its certificate is from, in base64. */
  String authority() throws IOException {
    PemSource authority = requireNonNull(requireNonNull(target.endpoint()).tls().authority());
    return Base64.getEncoder().encodeToString(authority.read());
  }

  String token() {
    Authentication authentication =
        requireNonNull(target.endpoint()).credentials().authentication();
    return ((Authentication.Fixed) authentication).header().substring("Bearer ".length());
  }

  /** The HTTP status with which the API server shows the namespace. */
  int reach(ClusterTarget other) {
    connections.update(Map.of("m", target, "other", other));
    return connections
        .get("other")
        .probe(ApiRequest.get("/api/v1/namespaces/" + namespace))
        .await()
        .atMost(LIMIT)
        .status();
  }

  void follow(InventorySource source) {
    following = source.inventories().subscribe().with(told::add);
  }

  void await(ThrowingConsumer<Inventory> assertions) {
    Awaitility.await()
        .atMost(LIMIT)
        // What is not there yet may be looked into.
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(told).isNotEmpty();
              assertions.accept(told.getLast());
            });
  }

  String secrets() {
    return "/api/v1/namespaces/" + namespace + "/secrets";
  }

  void createSecret(ObjectNode secret) {
    secret.withObject("metadata").put("namespace", namespace);
    create(secrets(), secret.toString());
  }

  void create(String path, String json) {
    change("POST", path, Content.of(ApiRequest.JSON, json));
  }

  void patch(String path, String json) {
    change("PATCH", path, Content.of("application/merge-patch+json", json));
  }

  void delete(String path) {
    change("DELETE", path, null);
  }

  private void change(String method, String path, @Nullable Content content) {
    ApiResponse response =
        server().probe(ApiRequest.change(method, path, content, false)).await().atMost(LIMIT);
    assertThat(response.isSuccess()).as(response.body()).isTrue();
  }

  @Override
  public void close() {
    following.cancel();
    delete("/api/v1/namespaces/" + namespace);
    connections.close();
    timers.shutdownNow();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
