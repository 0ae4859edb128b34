package io.fleetexecutor.execution;

import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionPlan.FailureLimits;
import org.jspecify.annotations.Nullable;

/** Counts failed and unreachable clusters; the first cluster that was too many stays so. */
final class FailureBudgets {
  private final FailureLimits limits;
  private int failed;
  private int unreachable;
  private @Nullable Overrun overrun;

  /**
   * More clusters failed than may.
   *
   * @param cluster the last straw
   */
  record Overrun(String cluster, Stop stop) {}

  FailureBudgets(FailureLimits limits) {
    this.limits = limits;
  }

  synchronized void add(String cluster, ClusterState state) {
    if (state == ClusterState.UNREACHABLE && limits.maxUnreachableClusters() != null) {
      check(cluster, ++unreachable, limits.maxUnreachableClusters(), "unreachable");
    } else if (isFailure(state)) {
      check(cluster, ++failed, limits.maxFailedClusters(), "failed");
    }
  }

  /** Null as long as there is none. */
  synchronized @Nullable Overrun overrun() {
    return overrun;
  }

  private void check(String cluster, int count, @Nullable Integer limit, String what) {
    if (overrun == null && limit != null && count > limit) {
      String reason =
          "%s, more than the max_%s_clusters of %d; the last one was %s"
              .formatted(clusters(count, what), what, limit, cluster);
      overrun = new Overrun(cluster, Stop.overBudget(reason));
    }
  }

  private static String clusters(int count, String what) {
    return "%d %s %s".formatted(count, what, count == 1 ? "cluster" : "clusters");
  }

  private static boolean isFailure(ClusterState state) {
    return switch (state) {
      case FAILED, TIMED_OUT, DENIED, INTERRUPTED, UNREACHABLE -> true;
      default -> false;
    };
  }
}
