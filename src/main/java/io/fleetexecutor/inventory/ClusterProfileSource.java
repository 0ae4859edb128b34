package io.fleetexecutor.inventory;

import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.inventory.management.ManagementCluster;
import io.fleetexecutor.inventory.management.ManagementObjects;
import io.fleetexecutor.inventory.management.ObjectQuery;
import io.smallrye.mutiny.Multi;
import java.nio.file.Path;

/**
 * The clusters that SIG Multicluster's ClusterProfiles in a management cluster describe. One that
 * leads nowhere is a cluster with an error, and hinders no other.
 */
public final class ClusterProfileSource implements InventorySource {
  private final AccessProviders providers;
  private final ManagementObjects<ClusterTarget> profiles;

  private ClusterProfileSource(
      AccessProviders providers, ManagementObjects<ClusterTarget> profiles) {
    this.providers = providers;
    this.profiles = profiles;
  }

  /**
   * Reads the file, and so blocks.
   *
   * @param namespace empty: all
   * @param providersFile a JSON file with the credential plugin for each access provider
   */
  public static ClusterProfileSource of(
      ManagementCluster cluster, String namespace, Path providersFile) {
    AccessProviders providers = AccessProviders.load(providersFile);
    ClusterProfiles reader = new ClusterProfiles(providers, System.getenv());
    return new ClusterProfileSource(
        providers,
        new ManagementObjects<>(
            cluster,
            new ObjectQuery(
                "/apis/multicluster.x-k8s.io/v1alpha1", "clusterprofiles", namespace, "", ""),
            profile -> reader.target(new ClusterObject("ClusterProfile", profile))));
  }

  @Override
  public Multi<Inventory> inventories() {
    return profiles
        .snapshots()
        .map(snapshot -> ManagedInventory.of(snapshot, providers.warnings()));
  }
}
