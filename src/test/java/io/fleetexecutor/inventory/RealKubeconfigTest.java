package io.fleetexecutor.inventory;

import io.fleetexecutor.testing.AskedClusters;
import io.fleetexecutor.testing.VirtualTime;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with a kubeconfig whose cluster c is a real API server, with user u. */
abstract class RealKubeconfigTest {

  static final Duration PLUGIN_TIMEOUT = Duration.ofSeconds(30);

  @TempDir Path folder;

  final VirtualTime time = new VirtualTime(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  final KubeconfigText text = new KubeconfigText();
  final List<AskedClusters> opened = new ArrayList<>();
  Vertx vertx;
  RealServer server;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    server = RealServer.ofEnvironment();
  }

  /** The cluster with its authority in a file. */
  AskedClusters clusters(String user) throws IOException {
    return clusters("certificate-authority: " + server.authority(), user);
  }

  /** The cluster at its own address. */
  AskedClusters clusters(String cluster, String user) throws IOException {
    text.cluster("c", "server: %s\n%s".formatted(server.url(), cluster));
    text.user("u", user).context("c", "c", "u", "");
    AskedClusters clusters =
        new AskedClusters(vertx, time, PLUGIN_TIMEOUT, text.write(folder, "config"));
    opened.add(clusters);
    return clusters;
  }

  @AfterEach
  void close() {
    opened.forEach(AskedClusters::close);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
