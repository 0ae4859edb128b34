package io.fleetexecutor.access;

import io.fleetexecutor.model.ExecutionPlan;

/**
 * How much of a fleet one execution is of.
 *
 * @param clusters how many it runs on
 * @param parallel how many of them at once
 */
record Extent(int clusters, int parallel) {

  static Extent of(ExecutionPlan plan) {
    return new Extent(plan.clusterCount(), plan.pace().maxParallelClusters());
  }

  /** For people. */
  @Override
  public String toString() {
    return "for %d clusters, %d at once".formatted(clusters, parallel);
  }
}
