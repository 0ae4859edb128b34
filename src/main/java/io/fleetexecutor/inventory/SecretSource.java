package io.fleetexecutor.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.inventory.management.ManagementCluster;
import io.fleetexecutor.inventory.management.ManagementObjects;
import io.fleetexecutor.inventory.management.ObjectQuery;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The clusters that Secrets of a management cluster describe. A Secret names no file of this
 * machine, and has no other command run here than those that are allowed. One that is broken is a
 * cluster with an error, and hinders no other.
 */
public final class SecretSource implements InventorySource {
  private final ManagementObjects<ClusterTarget> secrets;

  private SecretSource(ManagementObjects<ClusterTarget> secrets) {
    this.secrets = secrets;
  }

  /**
   * The kubeconfigs that Cluster API writes.
   *
   * @param namespace empty: all
   * @param commands the credential plugins that a Secret may have run, as it writes them
   */
  public static SecretSource clusterApi(
      ManagementCluster cluster, String namespace, Set<String> commands) {
    return of(
        cluster,
        new ObjectQuery(
            "/api/v1",
            "secrets",
            namespace,
            ClusterApiSecrets.NAME_LABEL,
            "type=" + ClusterApiSecrets.TYPE),
        new ClusterApiSecrets(commands, System.getenv())::target);
  }

  /**
   * The clusters that Argo CD deploys to.
   *
   * @param namespace empty: all
   * @param commands the credential plugins that a Secret may have run, as it writes them
   */
  public static SecretSource argoCd(
      ManagementCluster cluster, String namespace, Set<String> commands) {
    return of(
        cluster,
        new ObjectQuery("/api/v1", "secrets", namespace, ArgoCdSecrets.SELECTOR, ""),
        new ArgoCdSecrets(commands, System.getenv())::target);
  }

  private static SecretSource of(
      ManagementCluster cluster,
      ObjectQuery query,
      Function<ClusterObject, Optional<ClusterTarget>> reader) {
    Function<JsonNode, Optional<ClusterTarget>> keep =
        secret -> reader.apply(new ClusterObject("Secret", secret));
    return new SecretSource(new ManagementObjects<>(cluster, query, keep));
  }

  @Override
  public Multi<Inventory> inventories() {
    return secrets.snapshots().map(snapshot -> ManagedInventory.of(snapshot, List.of()));
  }
}
