package io.fleetexecutor.cluster;

import io.fleetexecutor.execution.ClusterRegistry;
import io.fleetexecutor.model.Cluster;
import java.util.List;

/** What a source of clusters gave: the clusters, how to reach them, and what could not be read. */
public final class Inventory implements ClusterRegistry {
  private final List<ClusterTarget> targets;
  private final List<Cluster> clusters;
  private final List<String> warnings;

  public Inventory(List<ClusterTarget> targets, List<String> warnings) {
    this.targets = List.copyOf(targets);
    this.clusters = targets.stream().map(ClusterTarget::cluster).toList();
    this.warnings = List.copyOf(warnings);
  }

  public List<ClusterTarget> targets() {
    return targets;
  }

  @Override
  public List<Cluster> clusters() {
    return clusters;
  }

  @Override
  public List<String> warnings() {
    return warnings;
  }
}
