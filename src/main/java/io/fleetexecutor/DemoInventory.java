package io.fleetexecutor;

import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.demo.SimulatedCluster;
import io.fleetexecutor.demo.SimulatedFleet;
import io.fleetexecutor.inventory.Inventory;
import io.fleetexecutor.model.Cluster;
import java.net.URI;
import java.util.List;

/** The simulated fleet as the service's clusters. */
final class DemoInventory {
  private static final String SOURCE = "demo";

  private DemoInventory() {}

  static Inventory of(SimulatedFleet fleet) {
    return new Inventory(fleet.clusters().stream().map(DemoInventory::target).toList(), List.of());
  }

  private static ClusterTarget target(SimulatedCluster simulated) {
    var cluster =
        new Cluster(
            simulated.name(), simulated.name(), simulated.labels(), SOURCE, "default", null);
    return new ClusterTarget(cluster, ApiEndpoint.anonymous(URI.create(simulated.serverUrl())));
  }
}
