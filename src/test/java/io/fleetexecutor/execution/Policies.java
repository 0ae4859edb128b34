package io.fleetexecutor.execution;

import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.PacePolicy;
import io.fleetexecutor.model.RetryPolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.model.TimeoutPolicy;
import io.fleetexecutor.model.WavePolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rollout policies, by what a test is about. */
final class Policies {
  private Policies() {}

  static RolloutPolicy of(
      @Nullable CountOrPercent maxParallel,
      FailurePolicy failures,
      @Nullable Duration attempt,
      @Nullable Duration cluster,
      @Nullable Duration execution) {
    return new RolloutPolicy(
        List.of(),
        "",
        new PacePolicy(maxParallel, false, 0),
        failures,
        RetryPolicy.NONE,
        new TimeoutPolicy(attempt, cluster, execution));
  }

  static RolloutPolicy with(RolloutPolicy policy, WavePolicy... waves) {
    return new RolloutPolicy(
        List.of(waves),
        policy.orderByLabel(),
        policy.pace(),
        policy.failurePolicy(),
        policy.retryPolicy(),
        policy.timeouts());
  }

  static RolloutPolicy with(RolloutPolicy policy, RetryPolicy retries) {
    return new RolloutPolicy(
        policy.waves(),
        policy.orderByLabel(),
        policy.pace(),
        policy.failurePolicy(),
        retries,
        policy.timeouts());
  }

  static PacePolicy parallel(int clusters) {
    return new PacePolicy(new CountOrPercent.Count(clusters), false, 0);
  }

  static RolloutPolicy with(RolloutPolicy policy, PacePolicy pace) {
    return new RolloutPolicy(
        policy.waves(),
        policy.orderByLabel(),
        pace,
        policy.failurePolicy(),
        policy.retryPolicy(),
        policy.timeouts());
  }
}
