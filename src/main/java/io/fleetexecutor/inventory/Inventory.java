package io.fleetexecutor.inventory;

import io.fleetexecutor.cluster.ClusterTarget;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a source of clusters has: the clusters, how to reach them, and what could not be read.
 *
 * @param warnings for people; they name the file or object, and never a secret
 */
public record Inventory(List<ClusterTarget> targets, List<String> warnings) {
  public Inventory {
    targets = List.copyOf(targets);
    warnings = List.copyOf(warnings);
  }

  Inventory withWarning(String warning) {
    return new Inventory(targets, Stream.concat(warnings.stream(), Stream.of(warning)).toList());
  }
}
