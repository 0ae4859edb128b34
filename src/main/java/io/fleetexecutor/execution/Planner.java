package io.fleetexecutor.execution;

import io.fleetexecutor.access.Grants;
import io.fleetexecutor.access.NotPermittedException;
import io.fleetexecutor.access.Permission;
import io.fleetexecutor.execution.UnfitPolicyException.Misfit;
import io.fleetexecutor.model.BudgetOverrun.Budget;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionPlan.FailureLimits;
import io.fleetexecutor.model.ExecutionPlan.Pace;
import io.fleetexecutor.model.ExecutionPlan.Wave;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.PacePolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.model.TimeoutPolicy;
import java.time.Duration;
import java.util.ArrayList;
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
  private final ExecutionLimits limits;

  Planner(ClusterRegistry registry, PlanDefaults defaults, ExecutionLimits limits) {
    this.registry = registry;
    this.defaults = defaults;
    this.limits = limits;
  }

  /**
   * @throws NotPermittedException where the grants do not suffice
   * @throws FailedPreconditionException when the fleet is not as the spec asks
   * @throws UnfitPolicyException when the rollout policy does not fit it
   * @throws LimitExceededException when it has too many clusters
   */
  ExecutionPlan plan(ExecutionSpec spec, Grants grants) {
    grants.requireAnywhere(Permission.toRun(spec.operation()));
    List<Cluster> clusters =
        Selection.require(new VisibleClusters(registry, () -> grants), spec.clusterSelector());
    grants.requireToRun(spec, clusters, clusters.size());
    limits.requireClusters(clusters.size());
    List<Misfit> misfits = new ArrayList<>();
    List<Wave> waves = WavePlanner.waves(spec.rolloutPolicy(), clusters, misfits);
    FailurePolicy failures = spec.rolloutPolicy().failurePolicy();
    check(failures.maxFailedClusters(), Budget.FAILED, clusters.size(), misfits);
    check(failures.maxUnreachableClusters(), Budget.UNREACHABLE, clusters.size(), misfits);
    if (!misfits.isEmpty()) {
      throw new UnfitPolicyException(misfits);
    }
    return plan(spec, waves, grants);
  }

  private static void check(
      @Nullable CountOrPercent limit, Budget budget, int clusters, List<Misfit> misfits) {
    if (limit != null && limit.of(clusters) > clusters) {
      misfits.add(
          new Misfit(
              "spec.rollout_policy.%s.count".formatted(budget.fieldName()),
              "is %d, must be at most the %d planned clusters"
                  .formatted(limit.of(clusters), clusters)));
    }
  }

  /** For waves that were planned before; a cluster that is gone will be UNREACHABLE. */
  ExecutionPlan planAgain(ExecutionSpec spec, List<Wave> waves, Grants grants) {
    List<Wave> now = resolve(waves);
    int count = clusterCount(now);
    grants.requireToRun(spec, present(now), count);
    limits.requireClusters(count);
    return plan(spec, now, grants);
  }

  /** The plan with the clusters as they are now; one that is gone will be UNREACHABLE. */
  ExecutionPlan resolve(ExecutionPlan plan) {
    return plan.withWaves(resolve(plan.waves()));
  }

  private List<Wave> resolve(List<Wave> waves) {
    Map<String, Cluster> fleet =
        registry.clusters().stream().collect(Collectors.toMap(Cluster::name, Function.identity()));
    return waves.stream()
        .map(
            wave ->
                wave.with(
                    wave.clusters().stream()
                        .map(cluster -> fleet.getOrDefault(cluster.name(), gone(cluster.name())))
                        .toList()))
        .toList();
  }

  private static Cluster gone(String name) {
    return new Cluster(name, name, Map.of(), "", "", GONE);
  }

  private ExecutionPlan plan(ExecutionSpec spec, List<Wave> waves, Grants grants) {
    RolloutPolicy policy = spec.rolloutPolicy();
    int clusters = clusterCount(waves);
    Duration clusterTimeout = clusterTimeout(policy.timeouts());
    Duration attemptTimeout = policy.timeouts().attempt();
    return new ExecutionPlan(
        waves,
        clusters,
        pace(spec, waves, grants),
        limits(spec, clusters),
        policy.retryPolicy(),
        attemptTimeout != null
            ? attemptTimeout
            : spec.waits() ? clusterTimeout : shorter(defaults.attemptTimeout(), clusterTimeout),
        clusterTimeout,
        policy.timeouts().execution());
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

  private Duration clusterTimeout(TimeoutPolicy timeouts) {
    if (timeouts.cluster() != null) {
      return timeouts.cluster();
    }
    Duration atLeastAnAttempt =
        timeouts.attempt() == null
            ? defaults.clusterTimeout()
            : longer(defaults.clusterTimeout(), timeouts.attempt());
    return timeouts.execution() == null
        ? atLeastAnAttempt
        : shorter(atLeastAnAttempt, timeouts.execution());
  }

  private Pace pace(ExecutionSpec spec, List<Wave> waves, Grants grants) {
    PacePolicy policy = spec.rolloutPolicy().pace();
    CountOrPercent wanted = policy.maxParallelClusters();
    int clusters = clusterCount(waves);
    int all = Math.min(defaults.workers(), clusters);
    return new Pace(
        wanted == null
            ? Math.min(all, grants.parallelClusters(spec, present(waves), clusters))
            : Math.clamp(wanted.of(clusters), 1, all),
        policy.slowStart(),
        policy.maxStartsPerSecond());
  }

  private static int clusterCount(List<Wave> waves) {
    return waves.stream().mapToInt(Wave::clusterCount).sum();
  }

  /** Those that are not gone. */
  private static List<Cluster> present(List<Wave> waves) {
    return waves.stream()
        .flatMap(wave -> wave.clusters().stream())
        .filter(cluster -> !GONE.equals(cluster.error()))
        .toList();
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
