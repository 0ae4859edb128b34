package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.KubernetesObject;
import io.fleetexecutor.v1.ResourceRef;
import java.util.ArrayList;
import java.util.List;

/** What was done to each object of every cluster; of a dry run also what would change in it. */
final class ChangePrinter implements ExecutionListener {
  private final Screen screen;
  private final ChangeText change;
  private final DiffLines diff;
  private final ClusterTable table = new ClusterTable();
  private boolean namespaced;

  ChangePrinter(Screen screen, ExecutionSpec spec) {
    this.screen = screen;
    this.change = new ChangeText(spec);
    this.diff = new DiffLines(screen.terminal().outputColors());
  }

  @Override
  public void accepted(Execution execution) {
    table.plan(execution.getPlan());
  }

  @Override
  public void finished(ClusterResult result) {
    List<KubernetesObject> objects = result.getObjects().getObjectsList();
    if (objects.isEmpty()) {
      return;
    }
    namespaced |= ResultRefs.anyNamespace(ResultRefs.of(result));
    List<String> lines =
        new ArrayList<>(
            table.lines(header(), objects.stream().map(object -> row(result, object)).toList()));
    objects.forEach(object -> lines.addAll(diff.of(object.getDiff(), "    ")));
    screen.output(lines);
  }

  private List<String> header() {
    return namespaced
        ? List.of("CLUSTER", "NAMESPACE", "OBJECT", "CHANGE")
        : List.of("CLUSTER", "OBJECT", "CHANGE");
  }

  private List<String> row(ClusterResult result, KubernetesObject object) {
    String cluster = ResourceNames.cluster(result.getCluster());
    String done = change.of(result, object);
    ResourceRef ref = object.getRef();
    String name = ResourceNames.object(ref);
    return namespaced
        ? List.of(cluster, ref.getNamespace(), name, done)
        : List.of(cluster, name, done);
  }
}
