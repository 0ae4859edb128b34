package io.fleetexecutor;

import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ConnectionSettings;
import io.fleetexecutor.cluster.Inventory;
import io.fleetexecutor.cluster.KubeconfigInventory;
import io.fleetexecutor.cluster.KubeconfigPaths;
import io.fleetexecutor.demo.SimulatedFleet;
import io.fleetexecutor.execution.OperationRunner;
import io.fleetexecutor.operation.KubernetesOperations;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The clusters, and the way to them. */
@ApplicationScoped
class FleetBeans {
  private static final Logger LOG = Logger.getLogger(FleetBeans.class);

  /** Simulated clusters only where they are asked for, and then no real ones. */
  @Produces
  @Singleton
  Inventory inventory(FleetSettings settings, Vertx vertx) {
    if (settings.demo().clusters() > 0) {
      LOG.warnf(
          "the fleet is simulated: %d clusters (fleet.demo.clusters)", settings.demo().clusters());
      return DemoInventory.of(
          SimulatedFleet.start(vertx, settings.demo().clusters()).await().indefinitely());
    }
    Inventory inventory =
        KubeconfigInventory.load(
            settings
                .kubeconfig()
                .orElseGet(
                    () ->
                        KubeconfigPaths.of(
                            System.getenv("KUBECONFIG"),
                            Path.of(System.getProperty("user.home")))));
    inventory.warnings().forEach(warning -> LOG.warnf("inventory: %s", warning));
    return inventory;
  }

  @Produces
  @Singleton
  ClusterConnections connections(
      Inventory inventory,
      Vertx vertx,
      FleetSettings settings,
      InstantSource clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    ConnectionSettings defaults = ConnectionSettings.DEFAULT;
    return new ClusterConnections(
        vertx,
        inventory.targets(),
        new ConnectionSettings(
            settings.connectTimeout(),
            defaults.handshakeTimeout(),
            defaults.maxConnections(),
            settings.maxConnectedClusters(),
            "fleet-executor/" + version),
        clock);
  }

  void close(@Disposes ClusterConnections connections) {
    connections.close();
  }

  @Produces
  @Singleton
  OperationRunner operations(ClusterConnections connections, InstantSource clock, Timers timers) {
    return new KubernetesOperations(connections, clock, timers.executor());
  }
}
