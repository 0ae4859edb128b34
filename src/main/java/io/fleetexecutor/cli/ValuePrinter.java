package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ProjectedValue;
import io.fleetexecutor.v1.ResourceRef;
import java.util.ArrayList;
import java.util.List;

/** What a projection made of each object of every cluster. */
final class ValuePrinter implements ExecutionListener {
  private final Screen screen;
  private final ClusterTable table = new ClusterTable();
  private boolean namespaced;

  ValuePrinter(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void accepted(Execution execution) {
    table.plan(execution.getPlan());
  }

  @Override
  public void finished(ClusterResult result) {
    List<ProjectedValue> values = result.getValues().getValuesList();
    if (values.isEmpty()) {
      return;
    }
    List<ResourceRef> refs = ResultRefs.of(result);
    namespaced |= ResultRefs.anyNamespace(refs);
    boolean kinds = ResourceNames.severalKinds(refs);
    String cluster = ResourceNames.cluster(result.getCluster());
    screen.output(
        table.lines(
            header(!refs.isEmpty()),
            values.stream().map(value -> row(cluster, value, kinds)).toList()));
  }

  private List<String> header(boolean named) {
    List<String> header = new ArrayList<>(List.of("CLUSTER"));
    if (named && namespaced) {
      header.add("NAMESPACE");
    }
    if (named) {
      header.add("NAME");
    }
    header.add("VALUE");
    return header;
  }

  private List<String> row(String cluster, ProjectedValue value, boolean kinds) {
    List<String> row = new ArrayList<>(List.of(cluster));
    if (value.hasRef()) {
      if (namespaced) {
        row.add(value.getRef().getNamespace());
      }
      row.add(kinds ? ResourceNames.object(value.getRef()) : value.getRef().getObjectName());
    }
    row.add(JsonText.bare(value.getJson()));
    return row;
  }
}
