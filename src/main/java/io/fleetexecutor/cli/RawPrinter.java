package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import java.util.ArrayList;
import java.util.List;

/** What every API server answered, under the cluster's name unless it is the only one. */
final class RawPrinter implements ExecutionListener {
  private final Screen screen;
  private boolean alone;

  RawPrinter(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void accepted(Execution execution) {
    alone = execution.getPlan().getClusterCount() == 1;
  }

  @Override
  public void finished(ClusterResult result) {
    if (!result.hasRawResponse()) {
      return;
    }
    if (result.getRawResponse().getBody().isEmpty()) {
      tellEmpty(result);
      return;
    }
    List<String> lines = new ArrayList<>();
    if (!alone) {
      lines.add(Printable.of(ResourceNames.cluster(result.getCluster())) + ":");
    }
    lines.addAll(RawText.lines(result));
    screen.output(lines);
  }

  /** A failure is told elsewhere, and nothing is what the only cluster answered. */
  private void tellEmpty(ClusterResult result) {
    if (!alone && result.getState() == ClusterResult.State.STATE_SUCCEEDED) {
      screen.output(
          Printable.of(
              "%s: (HTTP %d, no body)"
                  .formatted(
                      ResourceNames.cluster(result.getCluster()),
                      result.getRawResponse().getStatusCode())));
    }
  }
}
