package io.fleetexecutor.testing;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.RetryPolicy;
import java.time.Duration;
import java.util.List;

/** Plans of one wave: no retries, a minute for each cluster, no limit of failures. */
public final class Plans {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private Plans() {}

  /**
   * @param parallel how many of the clusters at once
   */
  public static ExecutionPlan of(String wave, List<Cluster> clusters, int parallel) {
    return new ExecutionPlan(
        List.of(new ExecutionPlan.Wave(wave, clusters, clusters.size(), Duration.ZERO, false)),
        clusters.size(),
        new ExecutionPlan.Pace(parallel, false, 0),
        new ExecutionPlan.FailureLimits(null, null, FailurePolicy.OnStop.ABORT),
        RetryPolicy.NONE,
        LIMIT,
        LIMIT,
        null);
  }

  /** Where it does not matter what it says. */
  public static ExecutionPlan any() {
    return of("", List.of(), 1);
  }
}
