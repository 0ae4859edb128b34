package io.fleetexecutor.health;

import io.fleetexecutor.execution.ClusterRegistry;
import io.fleetexecutor.inventory.Fleet;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterHealth;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fleet as its sources tell it, with what checks found: the health, and labels of each cluster.
 */
public final class CheckedFleet implements ClusterRegistry {
  private final Fleet fleet;
  private final HealthMonitor monitor;

  public CheckedFleet(Fleet fleet, HealthMonitor monitor) {
    this.fleet = fleet;
    this.monitor = monitor;
  }

  @Override
  public List<Cluster> clusters() {
    return fleet.clusters().stream().map(this::labelled).toList();
  }

  @Override
  public @Nullable Cluster find(String name) {
    Cluster found = fleet.find(name);
    return found == null ? null : labelled(found);
  }

  private Cluster labelled(Cluster cluster) {
    return cluster.withLabels(DiscoveredLabels.of(cluster, monitor.health(cluster.name())));
  }

  @Override
  public List<String> warnings() {
    return fleet.warnings();
  }

  @Override
  public @Nullable ClusterHealth health(String cluster) {
    return monitor.health(cluster);
  }

  @Override
  public Cancellable follow(Runnable changed) {
    Cancellable inventory = fleet.follow(roster -> changed.run());
    Cancellable health = monitor.follow(changed);
    return () -> {
      inventory.cancel();
      health.cancel();
    };
  }
}
