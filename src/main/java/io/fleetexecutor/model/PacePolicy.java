package io.fleetexecutor.model;

import org.jspecify.annotations.Nullable;

/**
 * How many clusters start, and how fast.
 *
 * @param maxParallelClusters null: as many as there are workers
 * @param slowStart whether they start with one at once, and become more as they succeed
 * @param maxStartsPerSecond 0: no limit
 */
public record PacePolicy(
    @Nullable CountOrPercent maxParallelClusters, boolean slowStart, double maxStartsPerSecond) {

  public static final PacePolicy DEFAULT = new PacePolicy(null, false, 0);
}
