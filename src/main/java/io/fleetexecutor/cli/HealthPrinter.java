package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import java.util.List;

/** One row for each cluster, the ones that did not answer included. */
final class HealthPrinter implements ExecutionListener {
  private final Screen screen;
  private final ColumnTable table = new ColumnTable("CLUSTER", "STATUS", "VERSION", "LATENCY");

  HealthPrinter(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void accepted(Execution execution) {
    table.withFirstColumn(ClusterWidth.of(execution.getPlan()));
  }

  @Override
  public void finished(ClusterResult result) {
    boolean ready = result.getState() == ClusterResult.State.STATE_SUCCEEDED;
    screen.output(
        table.lines(
            List.of(
                List.of(
                    ResourceNames.cluster(result.getCluster()),
                    ready ? "READY" : StateNames.of(result.getState()),
                    result.getHealth().getKubernetesVersion(),
                    result.hasDuration() ? DurationFormat.measured(result.getDuration()) : ""))));
  }
}
