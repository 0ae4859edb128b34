package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSpec;

/**
 * One line on standard error for each cluster that was tried and did not succeed, or whose output
 * was cut. Those that were not attempted may be thousands; the summary counts them and says why.
 */
final class ClusterNotices implements ExecutionListener {
  private final Screen screen;
  private final String limits;
  private int clusterWidth;

  ClusterNotices(Screen screen, ExecutionSpec spec) {
    this.screen = screen;
    this.limits = OutputLimits.of(spec);
  }

  @Override
  public void accepted(Execution execution) {
    clusterWidth = ClusterWidth.of(execution.getPlan());
  }

  @Override
  public void finished(ClusterResult result) {
    String cluster = cluster(result);
    if (isTold(result.getState())) {
      screen.notice(
          NoticeMark.failure(screen.terminal())
              + " "
              + cluster
              + "  "
              + StateNames.of(result.getState())
              + reason(result));
    }
    if (result.getOutputTruncated()) {
      screen.notice(
          "%s %s  output truncated: the cluster has more than is shown (%,d bytes or more); see %s"
              .formatted(
                  NoticeMark.warning(screen.terminal()),
                  cluster,
                  result.getTotalOutputBytes(),
                  limits));
    }
  }

  private static boolean isTold(ClusterResult.State state) {
    return state != ClusterResult.State.STATE_SUCCEEDED
        && state != ClusterResult.State.STATE_NOT_ATTEMPTED;
  }

  private String cluster(ClusterResult result) {
    String name = Printable.of(ResourceNames.cluster(result.getCluster()));
    return name + " ".repeat(Math.max(0, clusterWidth - name.codePointCount(0, name.length())));
  }

  private static String reason(ClusterResult result) {
    String message = Printable.of(result.getError().getMessage());
    String status = "HTTP " + result.getRawResponse().getStatusCode();
    return (result.hasRawResponse() && !message.startsWith(status) ? "  " + status : "")
        + (message.isEmpty() ? "" : "  " + message)
        + (result.getOutcomeUnknown() ? " (it may or may not have been done)" : "")
        + (result.hasDuration() ? " (" + DurationFormat.measured(result.getDuration()) + ")" : "");
  }
}
