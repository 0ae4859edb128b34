package io.fleetexecutor.execution;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionPlan.Wave;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.RolloutPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Freezes a spec into what will run; contacts no cluster. */
final class Planner {
  private final ClusterRegistry registry;
  private final PlanDefaults defaults;

  Planner(ClusterRegistry registry, PlanDefaults defaults) {
    this.registry = registry;
    this.defaults = defaults;
  }

  /**
   * @throws FailedPreconditionException when the fleet is not as the spec asks
   */
  ExecutionPlan plan(ExecutionSpec spec) {
    List<Cluster> clusters = Selection.require(registry, spec.clusterSelector());
    RolloutPolicy policy = spec.rolloutPolicy();
    Duration executionTimeout = policy.executionTimeout();
    Duration clusterTimeout = clusterTimeout(policy);
    return new ExecutionPlan(
        List.of(new Wave("all", clusters)),
        maxParallel(policy.maxParallelClusters(), clusters.size()),
        policy.attemptTimeout() != null
            ? policy.attemptTimeout()
            : shorter(defaults.attemptTimeout(), clusterTimeout),
        clusterTimeout,
        executionTimeout);
  }

  private Duration clusterTimeout(RolloutPolicy policy) {
    if (policy.clusterTimeout() != null) {
      return policy.clusterTimeout();
    }
    Duration atLeastAnAttempt =
        policy.attemptTimeout() == null
            ? defaults.clusterTimeout()
            : longer(defaults.clusterTimeout(), policy.attemptTimeout());
    return policy.executionTimeout() == null
        ? atLeastAnAttempt
        : shorter(atLeastAnAttempt, policy.executionTimeout());
  }

  private int maxParallel(@Nullable CountOrPercent wanted, int clusters) {
    int all = Math.min(defaults.workers(), clusters);
    return wanted == null ? all : Math.clamp(wanted.of(clusters), 1, all);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
