package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.OutputPolicy.Format;
import io.fleetexecutor.v1.ResourceTable;
import io.fleetexecutor.v1.ResourceTable.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Shows the same cells below the same headings; ages grow meanwhile. */
record SameTable(String command, Requests request) implements Comparison {

  @Override
  public void compare(BothClients clients) {
    var read = SteadyRead.of(clients, command, request.as(Format.FORMAT_TABLE));
    KubectlTable printed = KubectlTable.of(read.printed().out());
    ResourceTable table = read.result().getTable();

    boolean wide = command.contains("-o wide");
    boolean withNamespace = command.endsWith(" -A");
    List<Integer> shown =
        IntStream.range(0, table.getColumnsCount())
            .filter(column -> wide || table.getColumns(column).getPriority() == 0)
            .boxed()
            .toList();
    List<String> headings = new ArrayList<>();
    if (withNamespace) {
      headings.add("NAMESPACE");
    }
    shown.forEach(column -> headings.add(heading(table.getColumns(column))));
    List<List<String>> rows = new ArrayList<>();
    for (ResourceTable.Row row : table.getRowsList()) {
      List<String> cells = new ArrayList<>();
      if (withNamespace) {
        cells.add(row.getRef().getNamespace());
      }
      shown.forEach(column -> cells.add(row.getCells(column)));
      rows.add(cells);
    }

    assertThat(headings).isEqualTo(printed.headings());
    assertThat(withoutAge(headings, rows))
        .isNotEmpty()
        .isEqualTo(withoutAge(headings, printed.rows()));
  }

  private static String heading(Column column) {
    return column.getName().toUpperCase(Locale.ROOT);
  }

  private static List<List<String>> withoutAge(List<String> headings, List<List<String>> rows) {
    int age = headings.indexOf("AGE");
    return rows.stream()
        .map(
            row -> IntStream.range(0, row.size()).filter(i -> i != age).mapToObj(row::get).toList())
        .toList();
  }
}
