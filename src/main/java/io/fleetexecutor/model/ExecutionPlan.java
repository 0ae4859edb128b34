package io.fleetexecutor.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Percentages resolved, defaults filled in and clusters frozen: what will run, in order.
 *
 * @param executionTimeout null: no limit
 */
public record ExecutionPlan(
    List<Wave> waves,
    int maxParallelClusters,
    Duration attemptTimeout,
    Duration clusterTimeout,
    @Nullable Duration executionTimeout) {

  public ExecutionPlan {
    waves = List.copyOf(waves);
  }

  /** Clusters that run together, in the order in which they start. */
  public record Wave(String displayName, List<Cluster> clusters) {
    public Wave {
      clusters = List.copyOf(clusters);
    }
  }

  public int clusterCount() {
    return waves.stream().mapToInt(wave -> wave.clusters().size()).sum();
  }
}
