package io.fleetexecutor.access;

import io.fleetexecutor.label.LabelSelector;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.NamePattern;
import java.util.List;

/**
 * Some of the clusters, also those that are to come.
 *
 * @param names empty: whatever it is called
 */
record ClusterScope(List<NamePattern> names, LabelSelector labels) {
  static final ClusterScope ALL = new ClusterScope(List.of(), LabelSelector.parse(""));

  boolean isAll() {
    return names.isEmpty() && labels.isEmpty();
  }

  boolean takes(Cluster cluster) {
    return (names.isEmpty() || names.stream().anyMatch(name -> name.matches(cluster.name())))
        && labels.matches(cluster.labels());
  }
}
