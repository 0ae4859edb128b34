package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.KubernetesObjects;
import io.fleetexecutor.v1.ResourceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The rows of every cluster as each finishes; the header again only where a cluster has other
 * columns.
 */
final class TablePrinter implements ExecutionListener {
  private final Screen screen;
  private final boolean wide;
  private final boolean namespaces;
  private final ClusterTable table = new ClusterTable();
  private boolean empty = true;

  /**
   * @param wide also the columns that kubectl shows with -o wide alone
   * @param namespaces rows may be of several namespaces
   */
  TablePrinter(Screen screen, boolean wide, boolean namespaces) {
    this.screen = screen;
    this.wide = wide;
    this.namespaces = namespaces;
  }

  @Override
  public void accepted(Execution execution) {
    table.plan(execution.getPlan());
  }

  @Override
  public void finished(ClusterResult result) {
    ResourceTable rows = result.hasObjects() ? namesOf(result.getObjects()) : result.getTable();
    if (rows.getRowsCount() == 0) {
      return;
    }
    empty = false;
    boolean namespaced =
        namespaces
            && rows.getRowsList().stream().anyMatch(row -> !row.getRef().getNamespace().isEmpty());
    int[] shown =
        IntStream.range(0, rows.getColumnsCount())
            .filter(i -> wide || rows.getColumns(i).getPriority() == 0)
            .toArray();
    String cluster = ResourceNames.cluster(result.getCluster());
    screen.output(
        table.lines(
            header(rows, shown, namespaced),
            rows.getRowsList().stream()
                .map(row -> cells(cluster, row, shown, namespaced))
                .toList()));
  }

  @Override
  public void ended(Execution execution) {
    if (empty && execution.getSummary().getClusterCounts().getSucceededCount() > 0) {
      screen.notice("No resources found.");
    }
  }

  private static List<String> header(ResourceTable rows, int[] shown, boolean namespaced) {
    List<String> header = new ArrayList<>(List.of("CLUSTER"));
    if (namespaced) {
      header.add("NAMESPACE");
    }
    for (int column : shown) {
      header.add(rows.getColumns(column).getName().toUpperCase(Locale.ROOT));
    }
    return header;
  }

  private static List<String> cells(
      String cluster, ResourceTable.Row row, int[] shown, boolean namespaced) {
    List<String> cells = new ArrayList<>(List.of(cluster));
    if (namespaced) {
      cells.add(row.getRef().getNamespace());
    }
    for (int column : shown) {
      cells.add(column < row.getCellsCount() ? row.getCells(column) : "");
    }
    return cells;
  }

  /** For a cluster that made no table of its own. */
  private static ResourceTable namesOf(KubernetesObjects objects) {
    ResourceTable.Builder names = ResourceTable.newBuilder();
    names.addColumnsBuilder().setName("Name");
    objects
        .getObjectsList()
        .forEach(
            object ->
                names
                    .addRowsBuilder()
                    .setRef(object.getRef())
                    .addCells(object.getRef().getObjectName()));
    return names.build();
  }
}
