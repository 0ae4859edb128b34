package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.ExecutionSummary;

/** What must be known of groups besides them, on standard error. */
final class GroupRemarks {
  private final Screen screen;
  private final ExecutionSpec spec;
  private final ClusterTally truncated = new ClusterTally();
  private final ClusterTally unknown = new ClusterTally();
  private final ClusterTally changed = new ClusterTally();

  GroupRemarks(Screen screen, ExecutionSpec spec) {
    this.screen = screen;
    this.spec = spec;
  }

  void note(ClusterResult result) {
    if (result.getOutputTruncated()) {
      truncated.add(result.getCluster());
    }
    if (result.getOutcomeUnknown()) {
      unknown.add(result.getCluster());
    } else if (result.getChanged()
        && result.getState() != ClusterResult.State.STATE_SUCCEEDED
        && !spec.getDryRun()) {
      changed.add(result.getCluster());
    }
  }

  /**
   * @param unexplained it is not shown what differs between the groups
   */
  void tell(Execution ended, boolean unexplained) {
    ExecutionSummary summary = ended.getSummary();
    tellOfMore(summary.getAnswerGroupCount() - summary.getAnswerGroupsCount(), "answers");
    tellOfMore(summary.getFailureGroupCount() - summary.getFailureGroupsCount(), "failures");
    if (!truncated.isEmpty()) {
      screen.notice(
          "! output truncated in %s; only what is left of it was compared; see %s"
              .formatted(truncated, OutputLimits.of(spec)));
    }
    if (!unknown.isEmpty()) {
      screen.notice("! it may or may not have been done in " + unknown);
    }
    if (!changed.isEmpty()) {
      screen.notice("! not succeeded, but changed all the same: " + changed);
    }
    if (unexplained) {
      screen.notice(
          Printable.of("See what differs with: fleet show %s --diff".formatted(ended.getName())));
    }
  }

  private void tellOfMore(int groups, String what) {
    if (groups > 0) {
      screen.notice(
          "… and %d smaller %s of %s".formatted(groups, groups == 1 ? "group" : "groups", what));
    }
  }
}
