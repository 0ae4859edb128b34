package io.fleetexecutor.execution;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionPlan.FailureLimits;
import io.fleetexecutor.model.ExecutionPlan.Wave;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.RolloutPolicy;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Freezes a spec into what will run; contacts no cluster. */
final class Planner {
  private static final ClusterError GONE =
      ClusterError.of(
          ErrorCode.NOT_FOUND, "CLUSTER_REMOVED", "the cluster is not in the fleet any more");

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
    return plan(spec, Selection.require(registry, spec.clusterSelector()));
  }

  /** The same for clusters that were selected before; one that is gone will be UNREACHABLE. */
  ExecutionPlan plan(ExecutionSpec spec, Collection<String> clusters) {
    return plan(spec, resolve(clusters));
  }

  /** The plan with the clusters as they are now; one that is gone will be UNREACHABLE. */
  ExecutionPlan resolve(ExecutionPlan plan) {
    return plan.withWaves(
        plan.waves().stream()
            .map(
                wave ->
                    new Wave(
                        wave.displayName(),
                        resolve(wave.clusters().stream().map(Cluster::name).toList())))
            .toList());
  }

  private List<Cluster> resolve(Collection<String> names) {
    Map<String, Cluster> fleet =
        registry.clusters().stream().collect(Collectors.toMap(Cluster::name, Function.identity()));
    return names.stream().map(name -> fleet.getOrDefault(name, gone(name))).toList();
  }

  private static Cluster gone(String name) {
    return new Cluster(name, name, Map.of(), "", "", GONE);
  }

  private ExecutionPlan plan(ExecutionSpec spec, List<Cluster> clusters) {
    RolloutPolicy policy = spec.rolloutPolicy();
    Duration executionTimeout = policy.executionTimeout();
    Duration clusterTimeout = clusterTimeout(policy);
    return new ExecutionPlan(
        List.of(new Wave("all", clusters)),
        clusters.size(),
        maxParallel(policy.maxParallelClusters(), clusters.size()),
        limits(spec, clusters.size()),
        policy.attemptTimeout() != null
            ? policy.attemptTimeout()
            : spec.waits() ? clusterTimeout : shorter(defaults.attemptTimeout(), clusterTimeout),
        clusterTimeout,
        executionTimeout);
  }

  private static FailureLimits limits(ExecutionSpec spec, int clusters) {
    FailurePolicy policy = spec.rolloutPolicy().failurePolicy();
    CountOrPercent failed = policy.maxFailedClusters();
    CountOrPercent unreachable = policy.maxUnreachableClusters();
    return new FailureLimits(
        failed != null ? (Integer) failed.of(clusters) : spec.isChange() ? (Integer) 0 : null,
        unreachable == null ? null : (Integer) unreachable.of(clusters),
        policy.onStop());
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
