package io.fleetexecutor.inventory;

import io.fleetexecutor.cluster.ClusterTarget;
import java.util.List;

/**
 * What a source of clusters has: the clusters, how to reach them, and what could not be read.
 *
 * @param warnings for people; they name the file or object, and never a secret
 */
public record Inventory(List<ClusterTarget> targets, List<String> warnings) {
  public static final Inventory EMPTY = new Inventory(List.of(), List.of());

  public Inventory {
    targets = List.copyOf(targets);
    warnings = List.copyOf(warnings);
  }
}
