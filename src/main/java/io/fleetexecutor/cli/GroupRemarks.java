package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSummary;

/** What must be known of groups besides them, on standard error. */
final class GroupRemarks {
  private final Screen screen;
  private final ClusterTally truncated = new ClusterTally();
  private final ClusterTally unknown = new ClusterTally();

  GroupRemarks(Screen screen) {
    this.screen = screen;
  }

  void note(ClusterResult result) {
    if (result.getOutputTruncated()) {
      truncated.add(result.getCluster());
    }
    if (result.getOutcomeUnknown()) {
      unknown.add(result.getCluster());
    }
  }

  /**
   * @param unexplained it is not shown what differs between the groups
   */
  void tell(Execution ended, boolean unexplained) {
    ExecutionSummary summary = ended.getSummary();
    tellOfMore(summary.getAnswerGroupCount() - summary.getAnswerGroupsCount(), "answers");
    tellOfMore(summary.getFailureGroupCount() - summary.getFailureGroupsCount(), "failures");
    if (summary.getAnswerGroupsCount() == 0 && summary.getClusterCounts().getSucceededCount() > 0) {
      screen.notice("No answer has a fingerprint: there is nothing to compare.");
    }
    if (!truncated.isEmpty()) {
      screen.notice(
          "! output truncated in %s; compared is what is left of it, see --max-output-bytes"
              .formatted(truncated));
    }
    if (!unknown.isEmpty()) {
      screen.notice("! it may or may not have been done in " + unknown);
    }
    if (unexplained) {
      screen.notice(
          Printable.of("See what differs with: fleet watch %s --diff".formatted(ended.getName())));
    }
  }

  private void tellOfMore(int groups, String what) {
    if (groups > 0) {
      screen.notice("There are %d more groups of %s, smaller ones.".formatted(groups, what));
    }
  }
}
