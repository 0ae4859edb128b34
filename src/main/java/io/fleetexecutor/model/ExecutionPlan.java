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
    Pace pace,
    FailureLimits failureLimits,
    RetryPolicy retryPolicy,
    Duration attemptTimeout,
    Duration clusterTimeout,
    @Nullable Duration executionTimeout) {

  public ExecutionPlan {
    waves = List.copyOf(waves);
  }

  /**
   * How many clusters start, and how fast.
   *
   * @param maxStartsPerSecond 0: no limit
   */
  public record Pace(int maxParallelClusters, boolean slowStart, double maxStartsPerSecond) {}

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

  /**
   * Clusters that run together, in the order in which they start.
   *
   * @param clusterCount also where it does not name its clusters
   * @param soak how long to wait after it, before the next wave
   * @param approvalRequired whether somebody has to approve the next wave
   */
  public record Wave(
      String displayName,
      List<Cluster> clusters,
      int clusterCount,
      Duration soak,
      boolean approvalRequired) {

    public Wave {
      clusters = List.copyOf(clusters);
    }

    /** The same, with these clusters. */
    public Wave with(List<Cluster> others) {
      return new Wave(displayName, others, others.size(), soak, approvalRequired);
    }

    Wave withoutClusters() {
      return new Wave(displayName, List.of(), clusterCount, soak, approvalRequired);
    }
  }

  public List<Cluster> clusters() {
    return waves.stream().flatMap(wave -> wave.clusters().stream()).toList();
  }

  ExecutionPlan withoutClusters() {
    return withWaves(waves.stream().map(Wave::withoutClusters).toList());
  }

  /** The same, with these waves of the same clusters. */
  public ExecutionPlan withWaves(List<Wave> others) {
    return new ExecutionPlan(
        others,
        clusterCount,
        pace,
        failureLimits,
        retryPolicy,
        attemptTimeout,
        clusterTimeout,
        executionTimeout);
  }
}
