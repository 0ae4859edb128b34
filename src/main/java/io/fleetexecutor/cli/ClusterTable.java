package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecutionPlan;
import java.util.List;

/** Rows of every cluster; the header again only where a cluster has other columns. */
final class ClusterTable {
  private ColumnTable table = new ColumnTable();
  private int clusterWidth;

  /** Makes room for the names of these clusters. */
  void plan(ExecutionPlan plan) {
    clusterWidth = ClusterWidth.of(plan);
  }

  /** The next lines of the table. */
  List<String> lines(List<String> header, List<List<String>> rows) {
    ColumnTable next = new ColumnTable(header);
    if (!next.header().equals(table.header())) {
      table = next.withFirstColumn(clusterWidth);
    }
    return table.lines(rows);
  }
}
