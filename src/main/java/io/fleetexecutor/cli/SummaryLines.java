package io.fleetexecutor.cli;

import com.google.protobuf.util.Durations;
import io.fleetexecutor.v1.ClusterCounts;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.ExecutionSummary;
import java.util.ArrayList;
import java.util.List;

/** How an execution went, in two lines. */
final class SummaryLines {

  private SummaryLines() {}

  static List<String> of(Execution execution) {
    return List.of(
        counts(execution.getSpec(), execution.getSummary()),
        Printable.of(execution.getName() + "  " + StateText.of(execution)));
  }

  static String counts(ExecutionSpec spec, ExecutionSummary summary) {
    ClusterCounts counts = summary.getClusterCounts();
    List<String> parts = new ArrayList<>();
    add(parts, counts.getSucceededCount(), "succeeded");
    add(parts, counts.getFailedCount(), "failed");
    add(parts, counts.getTimedOutCount(), "timed out");
    add(parts, counts.getUnreachableCount(), "unreachable");
    add(parts, counts.getDeniedCount(), "denied");
    add(parts, counts.getCancelledCount(), "cancelled");
    add(parts, counts.getInterruptedCount(), "interrupted");
    add(parts, counts.getNotAttemptedCount(), "not attempted");
    add(parts, counts.getRunningCount(), "running");
    add(
        parts,
        counts.getTotalCount() - counts.getCompletedCount() - counts.getRunningCount(),
        "waiting");
    if (ChangeOperations.contain(spec.getOperation())) {
      parts.add(
          summary.getChangedClusterCount() + (spec.getDryRun() ? " would change" : " changed"));
    }
    return "%s: %s%s%s"
        .formatted(
            ClusterCountText.of(counts.getTotalCount()),
            String.join(", ", parts),
            summary.hasWallDuration()
                ? " in " + DurationFormat.measured(summary.getWallDuration())
                : "",
            durations(summary));
  }

  private static void add(List<String> parts, int count, String state) {
    if (count > 0) {
      parts.add(count + " " + state);
    }
  }

  private static String durations(ExecutionSummary summary) {
    return Durations.toNanos(summary.getMaxDuration()) == 0
        ? ""
        : " (avg %s, p95 %s, max %s)"
            .formatted(
                DurationFormat.measured(summary.getAverageDuration()),
                DurationFormat.measured(summary.getP95Duration()),
                DurationFormat.measured(summary.getMaxDuration()));
  }
}
