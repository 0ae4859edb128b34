package io.fleetexecutor.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows aligned in columns that keep their width once used and only grow; the header comes first,
 * once.
 */
final class ColumnTable {
  private static final String GAP = "   ";

  private final List<String> header;
  private final int[] widths;
  private boolean headerShown;

  ColumnTable(String... header) {
    this(List.of(header));
  }

  ColumnTable(List<String> header) {
    this.header = header.stream().map(Printable::of).toList();
    this.widths = this.header.stream().mapToInt(ColumnTable::width).toArray();
  }

  List<String> header() {
    return header;
  }

  /** Makes the first column at least this wide. */
  ColumnTable withFirstColumn(int width) {
    widths[0] = Math.max(widths[0], width);
    return this;
  }

  /** The next lines of the table. */
  List<String> lines(List<List<String>> rows) {
    List<List<String>> cells =
        rows.stream().map(row -> row.stream().map(Printable::of).toList()).toList();
    cells.forEach(this::grow);
    List<String> lines = new ArrayList<>();
    if (!headerShown) {
      headerShown = true;
      lines.add(line(header));
    }
    cells.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private void grow(List<String> row) {
    for (int i = 0; i < widths.length && i < row.size(); i++) {
      widths[i] = Math.max(widths[i], width(row.get(i)));
    }
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = i < row.size() ? row.get(i) : "";
      line.append(i == 0 ? "" : GAP).append(cell).repeat(' ', widths[i] - width(cell));
    }
    return line.toString().stripTrailing();
  }

  static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
