package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecutionPlan;

/** How wide a column must be for the name of every cluster of a plan. */
final class ClusterWidth {

  private ClusterWidth() {}

  static int of(ExecutionPlan plan) {
    return ResourceNames.clusters(plan).stream()
        .map(Printable::of)
        .mapToInt(name -> name.codePointCount(0, name.length()))
        .max()
        .orElse(0);
  }
}
