package io.fleetexecutor.api;

import io.fleetexecutor.model.Cluster;
import java.util.List;

/**
 * A page of clusters in name order; its token is the last name seen, so that changes shift nothing.
 */
record ClusterPage(List<Cluster> clusters, String nextToken) {

  static ClusterPage of(List<Cluster> sorted, String after, int size) {
    List<Cluster> rest =
        sorted.stream().filter(cluster -> cluster.name().compareTo(after) > 0).toList();
    List<Cluster> page = rest.subList(0, Math.min(size, rest.size()));
    return new ClusterPage(
        page, rest.size() > page.size() ? PageToken.of(page.getLast().name(), "") : "");
  }
}
