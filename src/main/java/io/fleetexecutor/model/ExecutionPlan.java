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
    FailureLimits failureLimits,
    Duration attemptTimeout,
    Duration clusterTimeout,
    @Nullable Duration executionTimeout) {

  public ExecutionPlan {
    waves = List.copyOf(waves);
  }

  /**
   * How many clusters may fail.
   *
   * @param maxFailedClusters null: no limit
   * @param maxUnreachableClusters null: unreachable clusters count as failed
   */
  public record FailureLimits(
      @Nullable Integer maxFailedClusters,
      @Nullable Integer maxUnreachableClusters,
      FailurePolicy.OnStop onStop) {}

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
        failureLimits,
        attemptTimeout,
        clusterTimeout,
        executionTimeout);
  }
}
