package io.fleetexecutor.model;

import java.util.List;

/**
 * How an execution spreads over its clusters.
 *
 * @param waves one after the other; those that none takes form a last one
 * @param orderByLabel the label by whose value clusters are ordered before their name; empty: by
 *     name alone
 */
public record RolloutPolicy(
    List<WavePolicy> waves,
    String orderByLabel,
    PacePolicy pace,
    FailurePolicy failurePolicy,
    RetryPolicy retryPolicy,
    TimeoutPolicy timeouts) {

  public static final RolloutPolicy DEFAULT =
      new RolloutPolicy(
          List.of(),
          "",
          PacePolicy.DEFAULT,
          FailurePolicy.DEFAULT,
          RetryPolicy.NONE,
          TimeoutPolicy.DEFAULT);

  public RolloutPolicy {
    waves = List.copyOf(waves);
  }
}
