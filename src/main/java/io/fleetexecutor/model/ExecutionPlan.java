package io.fleetexecutor.model;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Percentages resolved, defaults filled in and clusters frozen: what will run, in order.
 *
 * @param clusterCount of all waves, also where they do not name their clusters
 * @param executionTimeout null: no limit
 */
public record ExecutionPlan(
    List<Wave> waves,
    int clusterCount,
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

  public List<Cluster> clusters() {
    return waves.stream().flatMap(wave -> wave.clusters().stream()).toList();
  }

  ExecutionPlan withoutClusters() {
    return withWaves(waves.stream().map(wave -> new Wave(wave.displayName(), List.of())).toList());
  }

  /** The same, with these waves of the same clusters. */
  public ExecutionPlan withWaves(List<Wave> others) {
    return new ExecutionPlan(
        others,
        clusterCount,
        maxParallelClusters,
        attemptTimeout,
        clusterTimeout,
        executionTimeout);
  }
}
