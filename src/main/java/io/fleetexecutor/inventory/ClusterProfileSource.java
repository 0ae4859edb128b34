package io.fleetexecutor.inventory;

import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.inventory.management.ManagementCluster;
import io.fleetexecutor.inventory.management.ManagementObjects;
import io.fleetexecutor.inventory.management.ObjectQuery;
import io.smallrye.mutiny.Multi;
import java.nio.file.Path;
import java.util.Map;

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
   * @param providers a JSON file with the credential plugin for each access provider
   */
  public static ClusterProfileSource of(
      ManagementCluster cluster, String namespace, Path providers) {
    return of(cluster, namespace, providers, System.getenv());
  }

  static ClusterProfileSource of(
      ManagementCluster cluster, String namespace, Path file, Map<String, String> environment) {
    AccessProviders providers = AccessProviders.load(file);
    ClusterProfiles reader = new ClusterProfiles(providers, environment);
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
