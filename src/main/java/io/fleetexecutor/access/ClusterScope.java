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

  /** Whatever its labels were. */
  boolean takesGone(String cluster) {
    return labels.isEmpty() && takesName(cluster);
  }

  /** Whether it takes a cluster, if its labels are right. */
  boolean takesName(String cluster) {
    return names.isEmpty() || names.stream().anyMatch(name -> name.matches(cluster));
  }

  boolean takes(Cluster cluster) {
    return takesName(cluster.name()) && labels.matches(cluster.labels());
  }
}
