package io.fleetexecutor.model;

import java.util.List;

/**
 * Clusters that did not succeed in the same way.
 *
 * @param error with placeholders for what differs from cluster to cluster
 * @param clusters by name, the first ones of them
 */
public record FailureGroup(
    ClusterState state, ClusterError error, int clusterCount, List<String> clusters) {
  public FailureGroup {
    clusters = List.copyOf(clusters);
  }

  FailureGroup withoutClusters() {
    return new FailureGroup(state, error, clusterCount, List.of());
  }
}
