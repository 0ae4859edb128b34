package io.fleetexecutor.model;

import org.jspecify.annotations.Nullable;

/**
 * When failures stop an execution, and what becomes of the clusters that run then.
 *
 * @param maxFailedClusters null: no limit for what only reads, 0 for what changes something
 * @param maxUnreachableClusters null: unreachable clusters count as failed
 */
public record FailurePolicy(
    @Nullable CountOrPercent maxFailedClusters,
    @Nullable CountOrPercent maxUnreachableClusters,
    OnStop onStop) {

  public static final FailurePolicy DEFAULT = new FailurePolicy(null, null, OnStop.DRAIN);

  /** What happens to running clusters. */
  public enum OnStop {
    /** They finish. */
    DRAIN,
    /** They are cut off. */
    ABORT
  }
}
