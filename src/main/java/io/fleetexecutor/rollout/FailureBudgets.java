package io.fleetexecutor.rollout;

import io.fleetexecutor.model.BudgetOverrun;
import io.fleetexecutor.model.BudgetOverrun.Budget;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionPlan.FailureLimits;
import org.jspecify.annotations.Nullable;

/** Counts failed and unreachable clusters; the first cluster that was too many stays so. */
final class FailureBudgets {
  private final FailureLimits limits;
  private int failed;
  private int unreachable;
  private @Nullable BudgetOverrun overrun;

  FailureBudgets(FailureLimits limits) {
    this.limits = limits;
  }

  void add(String cluster, ClusterState state) {
    if (state == ClusterState.UNREACHABLE && limits.maxUnreachableClusters() != null) {
      check(cluster, ++unreachable, limits.maxUnreachableClusters(), Budget.UNREACHABLE);
    } else if (isFailure(state)) {
      check(cluster, ++failed, limits.maxFailedClusters(), Budget.FAILED);
    }
  }

  /** Null as long as there is none. */
  @Nullable BudgetOverrun overrun() {
    return overrun;
  }

  private void check(String cluster, int count, @Nullable Integer limit, Budget budget) {
    if (overrun == null && limit != null && count > limit) {
      overrun = new BudgetOverrun(budget, limit, cluster);
    }
  }

  static boolean isFailure(ClusterState state) {
    return switch (state) {
      case FAILED, TIMED_OUT, DENIED, INTERRUPTED, UNREACHABLE -> true;
      default -> false;
    };
  }
}
