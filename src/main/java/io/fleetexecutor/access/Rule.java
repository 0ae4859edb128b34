package io.fleetexecutor.access;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.NamePattern;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some permissions in some clusters, for some of what is in them.
 *
 * @param namespaces null: in all, and for what is in none
 * @param resources null: all
 * @param dryRunOnly of what changes something, dry runs alone
 * @param maxParallelClusters of one execution; null: no limit
 * @param maxClusters of one execution; null: no limit
 */
record Rule(
    Set<Permission> permissions,
    ClusterScope clusters,
    @Nullable List<NamePattern> namespaces,
    @Nullable List<ResourcePattern> resources,
    boolean dryRunOnly,
    @Nullable Integer maxParallelClusters,
    @Nullable Integer maxClusters) {
  static final int UNLIMITED = Integer.MAX_VALUE;

  int mostClusters() {
    return maxClusters == null ? UNLIMITED : maxClusters;
  }

  int mostParallelClusters() {
    return maxParallelClusters == null ? UNLIMITED : maxParallelClusters;
  }

  boolean allows(Extent extent) {
    return extent.clusters() <= mostClusters() && extent.parallel() <= mostParallelClusters();
  }

  boolean grants(Permission permission, Cluster cluster) {
    return permissions.contains(permission) && clusters.takes(cluster);
  }

  /** Whether it is of clusters as a whole. */
  boolean isWhole() {
    return isUnrestricted() && !dryRunOnly;
  }

  /** Whether it says nothing of namespaces and resources. */
  boolean isUnrestricted() {
    return namespaces == null && resources == null;
  }

  boolean covers(RequestTarget target) {
    // A namespace's own object is not in it, unless somebody says so.
    if (target.isNamespace() && resources == null) {
      return namespaces == null;
    }
    return coversNamespace(target.namespace())
        && (resources == null || resources.stream().anyMatch(each -> each.matches(target)));
  }

  /**
   * @param namespace empty: what is in none, or in all
   */
  boolean coversNamespace(String namespace) {
    return namespaces == null
        || !namespace.isEmpty() && namespaces.stream().anyMatch(each -> each.matches(namespace));
  }
}
