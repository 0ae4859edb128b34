package io.fleetexecutor.execution;

import io.fleetexecutor.model.ClusterCounts;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.Payload;
import io.fleetexecutor.model.ExecutionSummary;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts clusters by state, and sums them up: a fold over an execution's events, in their order.
 */
final class Tally {
  private final int total;
  private final Map<ClusterState, Integer> ended = new EnumMap<>(ClusterState.class);
  private final Durations durations = new Durations();
  private int running;

  Tally(int total) {
    this.total = total;
  }

  /** Whether the event changed a count. */
  boolean add(Payload payload) {
    return switch (payload) {
      case ClusterStarted started -> {
        running++;
        yield true;
      }
      case ClusterFinished finished -> {
        add(finished.result());
        yield true;
      }
      default -> false;
    };
  }

  private void add(ClusterResult result) {
    if (result.startTime() != null) {
      running--;
      durations.add(result.duration());
    }
    ended.merge(result.state(), 1, Integer::sum);
  }

  ClusterCounts counts() {
    return new ClusterCounts(total, running, ended);
  }

  ExecutionSummary summary(Duration wallDuration) {
    ClusterCounts counts = counts();
    double started = Math.max(1, durations.count());
    int succeeded = counts.count(ClusterState.SUCCEEDED);
    return new ExecutionSummary(
        counts,
        succeeded / started,
        (durations.count() - succeeded) / started,
        durations.average(),
        durations.min(),
        durations.max(),
        durations.percentile(95),
        wallDuration);
  }
}
