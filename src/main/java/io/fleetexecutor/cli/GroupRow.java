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
record GroupRow(Mark mark, int count, String label, String clusters, List<String> details) {
  /** How a group stands to the largest one. */
  private enum Mark {
    SAME("=", "green"),
    OTHER("≠", "yellow"),
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
        NameList.of(group.getClustersList(), group.getClusterCount()),
        details);
  }

  static GroupRow of(FailureGroup group) {
    String message = Printable.of(group.getError().getMessage());
    return new GroupRow(
        Mark.FAILED,
        group.getClusterCount(),
        StateNames.of(group.getState()),
        NameList.of(group.getClustersList(), group.getClusterCount()),
        message.isEmpty() ? List.of() : List.of(message));
  }

  /** The lines of all, in columns of the same widths. */
  static List<String> lines(List<GroupRow> rows, boolean colors) {
    int counts = rows.stream().mapToInt(row -> digits(row.count)).max().orElse(0);
    int labels = rows.stream().mapToInt(row -> row.label.length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (GroupRow row : rows) {
      lines.add(row.line(counts, labels, colors));
      row.details.forEach(detail -> lines.add("    " + detail));
    }
    return lines;
  }

  private String line(int counts, int labels, boolean colors) {
    Ansi ansi = colors ? Ansi.ON : Ansi.OFF;
    return "%s %s%s   %s%s   %s"
        .formatted(
            ansi.string("@|bold," + mark.color + " " + mark.sign + "|@"),
            " ".repeat(counts - digits(count)),
            count == 1 ? "1 cluster " : count + " clusters",
            label,
            " ".repeat(labels - label.length()),
            clusters)
        .stripTrailing();
  }

  private static int digits(int count) {
    return String.valueOf(count).length();
  }
}
