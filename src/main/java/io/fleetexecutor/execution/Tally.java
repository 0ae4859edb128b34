package io.fleetexecutor.execution;

import io.fleetexecutor.model.BudgetOverrun;
import io.fleetexecutor.model.ClusterCounts;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionSummary;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sums an execution's clusters up, as they start and end; may be read while it counts. */
final class Tally {
  private final Counts counts;
  private final Groups groups = new Groups();
  private final Durations durations = new Durations();
  private boolean cutShort;

  Tally(int total) {
    this.counts = new Counts(total);
  }

  synchronized void started() {
    counts.started();
  }

  synchronized void finished(ClusterResult result) {
    counts.finished(result.state());
    groups.add(result);
    if (result.startTime() != null) {
      durations.add(result.duration());
    }
    cutShort |= Stop.causedBy(result);
  }

  /** Whether a cluster ended because the execution was stopped. */
  synchronized boolean cutShort() {
    return cutShort;
  }

  synchronized ExecutionSummary summary(Duration wallDuration, @Nullable BudgetOverrun overrun) {
    ClusterCounts now = counts.now();
    int started = now.completed() - now.count(ClusterState.NOT_ATTEMPTED);
    int succeeded = now.count(ClusterState.SUCCEEDED);
    double divisor = Math.max(1, started);
    return new ExecutionSummary(
        now,
        succeeded / divisor,
        (started - succeeded) / divisor,
        durations.average(),
        durations.min(),
        durations.max(),
        durations.percentile(95),
        wallDuration,
        groups.now(),
        overrun);
  }
}
