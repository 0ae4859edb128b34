package io.fleetexecutor.cli;

import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.FailureGroup;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * Clusters that are alike, as one line, and what there is to say of them beneath it.
 *
 * @param clusters their names, or the first ones of them
 */
record GroupRow(Mark mark, int count, String label, List<String> clusters, List<String> details) {
  private static final String GAP = "   ";
  private static final int LEAST_NAMES_WIDTH = 12;

  /** How a group stands to the largest one. */
  private enum Mark {
    SAME("=", "green"),
    OTHER("≠", "yellow"),
    NONE("·", "yellow"),
    FAILED("✗", "red");

    private final String sign;
    private final String color;

    Mark(String sign, String color) {
      this.sign = sign;
      this.color = color;
    }
  }

  static GroupRow of(AnswerGroup group, boolean largest, String label, List<String> details) {
    return new GroupRow(
        largest ? Mark.SAME : Mark.OTHER,
        group.getClusterCount(),
        label,
        group.getClustersList(),
        details);
  }

  /** Clusters that succeeded, and gave no answer to compare. */
  static GroupRow ofUncompared(ClusterTally clusters) {
    return new GroupRow(
        Mark.NONE, clusters.count(), "nothing to compare", clusters.first(), List.of());
  }

  static GroupRow of(FailureGroup group) {
    return new GroupRow(
        Mark.FAILED,
        group.getClusterCount(),
        StateNames.of(group.getState()),
        group.getClustersList(),
        why(group));
  }

  private static List<String> why(FailureGroup group) {
    String message = group.getError().getMessage();
    String told = message.isEmpty() ? group.getError().getReason() : message;
    return told.isEmpty() ? List.of() : List.of(Printable.of(told));
  }

  /**
   * The lines of all, in columns of the same widths.
   *
   * @param width what the line of a group should fit in
   */
  static List<String> lines(List<GroupRow> rows, int width, boolean colors) {
    int counts = rows.stream().mapToInt(row -> digits(row.count)).max().orElse(0);
    int labels = rows.stream().mapToInt(row -> ColumnTable.width(row.label)).max().orElse(0);
    int start = "= ".length() + counts + " clusters".length() + 2 * GAP.length() + labels;
    int names = Math.max(width - start, LEAST_NAMES_WIDTH);
    List<String> lines = new ArrayList<>();
    for (GroupRow row : rows) {
      lines.add(row.line(counts, labels, names, colors));
      row.details.forEach(detail -> lines.add("    " + detail));
    }
    return lines;
  }

  private String line(int counts, int labels, int names, boolean colors) {
    Ansi ansi = colors ? Ansi.ON : Ansi.OFF;
    return "%s %s%s%s%s%s%s%s"
        .formatted(
            ansi.string("@|bold," + mark.color + " " + mark.sign + "|@"),
            " ".repeat(counts - digits(count)),
            count == 1 ? "1 cluster " : count + " clusters",
            GAP,
            label,
            " ".repeat(labels - ColumnTable.width(label)),
            GAP,
            NameList.of(clusters, count, names))
        .stripTrailing();
  }

  private static int digits(int count) {
    return String.valueOf(count).length();
  }
}
