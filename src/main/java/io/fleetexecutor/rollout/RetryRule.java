package io.fleetexecutor.rollout;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.RetryPolicy;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Whether a cluster is tried again, and when. What may have changed something is not run again,
 * unless that does no harm.
 */
public final class RetryRule {
  private final RetryPolicy policy;
  private final Backoff backoff;
  private final boolean isChange;
  private final boolean isRepeatable;

  public RetryRule(ExecutionSpec spec, RetryPolicy policy, RandomGenerator random) {
    this.policy = policy;
    this.backoff = new Backoff(policy, random);
    this.isChange = spec.isChange();
    this.isRepeatable = !isChange || spec.operation().isIdempotent();
  }

  /**
   * The delay before the next attempt; null: there is none. One that was interrupted before it did
   * anything is made again at once, whatever the policy says.
   *
   * @param attempt the one that ended, from 1
   * @param timeLeft until the cluster's timeout: an attempt that would begin later is none
   */
  public @Nullable Duration delayAfter(int attempt, ClusterAnswer answer, Duration timeLeft) {
    // Whoever ran it is gone, which is no fault of the cluster.
    if (answer.state() == ClusterState.INTERRUPTED && (!isChange || didNothing(answer))) {
      return Duration.ZERO;
    }
    ClusterError error = answer.error();
    if (error == null
        || attempt >= policy.maxAttempts()
        || !policy.retryableCodes().contains(error.code())
        || !isRepeatable && !didNothing(answer)) {
      return null;
    }
    Duration delay = longer(backoff.after(attempt), error.retryAfter());
    return delay.compareTo(timeLeft) < 0 ? delay : null;
  }

  private static boolean didNothing(ClusterAnswer answer) {
    return !answer.changed() && !answer.outcomeUnknown();
  }

  private static Duration longer(Duration delay, @Nullable Duration atLeast) {
    return atLeast == null || delay.compareTo(atLeast) >= 0 ? delay : atLeast;
  }
}
