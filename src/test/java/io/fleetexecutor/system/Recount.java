package io.fleetexecutor.system;

import com.google.protobuf.util.Durations;
import io.fleetexecutor.v1.ClusterCounts;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.ExecutionSummary;
import java.util.Collection;
import java.util.List;

/** Sums results up once more, apart from the service. */
record Recount(Collection<ClusterResult> results) {

  /** The summary without its wall duration, which no result tells. */
  ExecutionSummary summary() {
    List<ClusterResult> started =
        results.stream().filter(result -> result.getAttemptCount() > 0).toList();
    long[] nanos =
        started.stream()
            .mapToLong(result -> Durations.toNanos(result.getDuration()))
            .sorted()
            .toArray();
    var summary = ExecutionSummary.newBuilder().setClusterCounts(counts());
    new RecountedGroups(results).addTo(summary);
    if (started.isEmpty()) {
      return summary.build();
    }
    double succeeded = count(State.STATE_SUCCEEDED);
    long total = started.stream().mapToLong(r -> Durations.toNanos(r.getDuration())).sum();
    return summary
        .setSuccessRate(succeeded / started.size())
        .setFailureRate((started.size() - succeeded) / started.size())
        .setAverageDuration(Durations.fromNanos(total / started.size()))
        .setMinDuration(Durations.fromNanos(nanos[0]))
        .setMaxDuration(Durations.fromNanos(nanos[nanos.length - 1]))
        .setP95Duration(Durations.fromNanos(nanos[Math.ceilDiv(nanos.length * 95, 100) - 1]))
        .build();
  }

  private ClusterCounts counts() {
    return ClusterCounts.newBuilder()
        .setTotalCount(results.size())
        .setCompletedCount(results.size())
        .setSucceededCount(count(State.STATE_SUCCEEDED))
        .setFailedCount(count(State.STATE_FAILED))
        .setTimedOutCount(count(State.STATE_TIMED_OUT))
        .setUnreachableCount(count(State.STATE_UNREACHABLE))
        .setDeniedCount(count(State.STATE_DENIED))
        .setCancelledCount(count(State.STATE_CANCELLED))
        .setNotAttemptedCount(count(State.STATE_NOT_ATTEMPTED))
        .setInterruptedCount(count(State.STATE_INTERRUPTED))
        .build();
  }

  private int count(State state) {
    return (int) results.stream().filter(result -> result.getState() == state).count();
  }
}
