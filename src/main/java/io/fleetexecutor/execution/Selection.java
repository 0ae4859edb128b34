package io.fleetexecutor.execution;

import io.fleetexecutor.label.LabelSelector;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterSelector;
import java.util.List;
import java.util.stream.Collectors;

/** Picks clusters by name and labels; the order of the fleet is kept. */
public final class Selection {
  private Selection() {}

  /** The clusters that the selector takes; none is an answer too. */
  public static List<Cluster> select(List<Cluster> fleet, ClusterSelector selector) {
    NameSet included = NameSet.of(selector.names());
    NameSet excluded = NameSet.of(selector.excludedNames());
    LabelSelector labels = LabelSelector.parse(selector.labelSelector());
    return fleet.stream()
        .filter(cluster -> selector.names().isEmpty() || included.contains(cluster.name()))
        .filter(cluster -> labels.matches(cluster.labels()))
        .filter(cluster -> !excluded.contains(cluster.name()))
        .toList();
  }

  /**
   * The clusters that the selector takes, for running something on them.
   *
   * @throws FailedPreconditionException for an exact name that no cluster has, for no cluster at
   *     all, and for another count than the expected one
   */
  static List<Cluster> require(ClusterRegistry registry, ClusterSelector selector) {
    List<Cluster> fleet = registry.clusters();
    requireKnownNames(fleet, selector);
    List<Cluster> selected = select(fleet, selector);
    if (selected.isEmpty()) {
      throw new FailedPreconditionException(
          "NO_CLUSTER_SELECTED",
          "spec.cluster_selector",
          fleet.isEmpty()
              ? "the fleet has no clusters" + reasons(registry)
              : "the selector takes none of the fleet's %d clusters".formatted(fleet.size()));
    }
    Integer expected = selector.expectedClusterCount();
    if (expected != null && expected != selected.size()) {
      throw new FailedPreconditionException(
          "UNEXPECTED_CLUSTER_COUNT",
          "spec.cluster_selector.expected_cluster_count",
          "the selector takes %d clusters, expected were %d".formatted(selected.size(), expected));
    }
    return selected;
  }

  private static void requireKnownNames(List<Cluster> fleet, ClusterSelector selector) {
    var known = fleet.stream().map(Cluster::name).collect(Collectors.toSet());
    List<String> unknown =
        selector.names().stream()
            .filter(name -> !ClusterSelector.isPattern(name) && !known.contains(name))
            .distinct()
            .toList();
    if (!unknown.isEmpty()) {
      throw new FailedPreconditionException(
          "UNKNOWN_CLUSTER",
          "spec.cluster_selector.names",
          "no such cluster: " + ShortList.of(unknown, 10));
    }
  }

  private static String reasons(ClusterRegistry registry) {
    List<String> warnings = registry.warnings();
    return warnings.isEmpty() ? "" : " (" + ShortList.of(warnings, 3) + ")";
  }
}
