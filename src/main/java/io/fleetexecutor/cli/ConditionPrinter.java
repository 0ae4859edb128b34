package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ResourceRef;
import java.util.List;

/** A row for each cluster in which a condition was met. */
final class ConditionPrinter implements ExecutionListener {
  private final Screen screen;
  private final ResourceRef asked;
  private final ClusterTable table = new ClusterTable();

  /**
   * @param asked the object as the request names it, for a cluster that has none such
   */
  ConditionPrinter(Screen screen, ResourceRef asked) {
    this.screen = screen;
    this.asked = asked;
  }

  @Override
  public void accepted(Execution execution) {
    table.plan(execution.getPlan());
  }

  @Override
  public void finished(ClusterResult result) {
    if (result.getState() != ClusterResult.State.STATE_SUCCEEDED) {
      return;
    }
    ResourceRef ref = ResultRefs.of(result).stream().findFirst().orElse(asked);
    screen.output(
        table.lines(
            List.of("CLUSTER", "OBJECT", "STATUS"),
            List.of(
                List.of(
                    ResourceNames.cluster(result.getCluster()),
                    ResourceNames.object(ref),
                    "condition met"))));
  }
}
