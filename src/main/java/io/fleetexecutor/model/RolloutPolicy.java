package io.fleetexecutor.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an execution spreads over its clusters; what is null is filled in when it is planned. */
public record RolloutPolicy(
    @Nullable CountOrPercent maxParallelClusters,
    FailurePolicy failurePolicy,
    @Nullable Duration attemptTimeout,
    @Nullable Duration clusterTimeout,
    @Nullable Duration executionTimeout) {

  public static final RolloutPolicy DEFAULT =
      new RolloutPolicy(null, FailurePolicy.DEFAULT, null, null, null);
}
