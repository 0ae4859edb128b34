package io.fleetexecutor.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an execution went. Rates and durations are of the clusters that started; zero where none did.
 *
 * @param p95Duration by nearest rank
 * @param wallDuration from the execution's acceptance to its end
 * @param budgetOverrun null where no failure budget was exceeded
 */
public record ExecutionSummary(
    ClusterCounts counts,
    double successRate,
    double failureRate,
    Duration averageDuration,
    Duration minDuration,
    Duration maxDuration,
    Duration p95Duration,
    Duration wallDuration,
    ResultGroups groups,
    @Nullable BudgetOverrun budgetOverrun) {

  ExecutionSummary withoutClusters() {
    return new ExecutionSummary(
        counts,
        successRate,
        failureRate,
        averageDuration,
        minDuration,
        maxDuration,
        p95Duration,
        wallDuration,
        groups.withoutClusters(),
        budgetOverrun);
  }
}
