package io.fleetexecutor;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ConnectionSettings;
import io.fleetexecutor.demo.SimulatedFleet;
import io.fleetexecutor.execution.ClusterRegistry;
import io.fleetexecutor.execution.OperationRunner;
import io.fleetexecutor.health.CheckedFleet;
import io.fleetexecutor.health.HealthMonitor;
import io.fleetexecutor.health.HealthSettings;
import io.fleetexecutor.inventory.FixedSource;
import io.fleetexecutor.inventory.Fleet;
import io.fleetexecutor.operation.KubernetesOperations;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The clusters, and the way to them. */
@ApplicationScoped
class FleetBeans {
  private static final Logger LOG = Logger.getLogger(FleetBeans.class);

  private @Nullable Vertx simulation;

  /** Simulated clusters only where they are asked for, and then no real ones. */
  @Produces
  @Singleton
  Fleet fleet(
      FleetSettings settings,
      ManagementConnections management,
      InstantSource clock,
      Timers timers) {
    if (settings.demo().clusters() > 0) {
      LOG.warnf(
          "the fleet is simulated: %d clusters (fleet.demo.clusters)", settings.demo().clusters());
      // Of its own, as connections to the service's are limited.
      simulation = Vertx.vertx();
      SimulatedFleet simulated =
          SimulatedFleet.start(simulation, settings.demo().clusters()).await().indefinitely();
      return Fleet.of(List.of(new FixedSource(DemoInventory.of(simulated))));
    }
    var sources = new FleetSources(settings, management.connections(), clock, timers.executor());
    return Fleet.of(sources.all());
  }

  void close(@Disposes Fleet fleet) {
    fleet.close();
    if (simulation != null) {
      simulation.close();
    }
  }

  @Produces
  @Singleton
  ClusterConnections connections(
      Fleet fleet,
      Vertx vertx,
      FleetSettings settings,
      InstantSource clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    var connections =
        new ClusterConnections(
            vertx, connectionSettings(settings, settings.maxConnectionFailures(), version), clock);
    fleet.follow(roster -> connections.update(roster.targets()));
    return connections;
  }

  /** Apart from those of the fleet, which forgets every cluster that is not one of it. */
  record ManagementConnections(ClusterConnections connections) {}

  /** Connections to clusters that need not be of the fleet, and to which nothing is refused. */
  record ConnectionFactory(Supplier<ClusterConnections> make) {
    ClusterConnections unlimited() {
      return make.get();
    }
  }

  @Produces
  @Singleton
  ConnectionFactory connectionFactory(
      Vertx vertx,
      FleetSettings settings,
      InstantSource clock,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    return new ConnectionFactory(
        () -> new ClusterConnections(vertx, connectionSettings(settings, 0, version), clock));
  }

  @Produces
  @Singleton
  ManagementConnections managementConnections(ConnectionFactory factory) {
    // Whoever follows them asks again by itself, and must not be refused.
    return new ManagementConnections(factory.unlimited());
  }

  void close(@Disposes ManagementConnections management) {
    management.connections().close();
  }

  private static ConnectionSettings connectionSettings(
      FleetSettings settings, int maxConnectionFailures, String version) {
    ConnectionSettings defaults = ConnectionSettings.DEFAULT;
    return new ConnectionSettings(
        settings.connectTimeout(),
        defaults.handshakeTimeout(),
        // With health checks beside them, so that nothing waits for a connection.
        Math.max(defaults.maxConnections(), settings.maxOperationsPerCluster() + 2),
        settings.maxConnectedClusters(),
        maxConnectionFailures,
        "fleet-executor/" + version);
  }

  void close(@Disposes ClusterConnections connections) {
    connections.close();
  }

  @Produces
  @Singleton
  HealthMonitor healthMonitor(
      Fleet fleet,
      ClusterConnections connections,
      FleetSettings settings,
      InstantSource clock,
      Timers timers) {
    FleetSettings.Health health = settings.health();
    var monitor =
        new HealthMonitor(
            connections,
            new HealthSettings(
                health.interval(), health.probeInterval(), health.timeout(), health.parallel()),
            clock,
            timers.executor(),
            RandomGenerator.getDefault());
    fleet.follow(monitor::update);
    return monitor;
  }

  void close(@Disposes HealthMonitor monitor) {
    monitor.close();
  }

  @Produces
  @Singleton
  ClusterRegistry registry(Fleet fleet, HealthMonitor monitor) {
    return new CheckedFleet(fleet, monitor);
  }

  @Produces
  @Singleton
  OperationRunner operations(
      ClusterConnections connections,
      Access access,
      FleetSettings settings,
      InstantSource clock,
      Timers timers) {
    return new KubernetesOperations(
        connections, access, settings.impersonate(), clock, timers.executor());
  }
}
