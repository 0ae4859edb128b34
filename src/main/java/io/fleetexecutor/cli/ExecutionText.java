package io.fleetexecutor.cli;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.fleetexecutor.v1.ClusterSelector;
import io.fleetexecutor.v1.Execution;
import java.util.ArrayList;
import java.util.List;

/** What is to be known of an execution, a line for each thing that there is. */
final class ExecutionText {
  private static final String LABEL = "%-13s %s";

  private ExecutionText() {}

  /** Without its groups. */
  static List<String> head(Execution execution) {
    List<String> lines = new ArrayList<>();
    add(lines, "name", execution.getName());
    add(lines, "display name", execution.getSpec().getDisplayName());
    add(lines, "state", StateText.of(execution));
    add(lines, "operation", OperationText.full(execution.getSpec()));
    add(lines, "selector", selector(execution.getSpec().getClusterSelector()));
    add(lines, "caller", execution.getCaller());
    add(lines, "reason", execution.getSpec().getReason());
    add(lines, "retry of", execution.getRetryOf());
    add(lines, "created", execution.hasCreateTime() ? time(execution.getCreateTime()) : "");
    add(lines, "ended", execution.hasEndTime() ? time(execution.getEndTime()) : "");
    add(lines, "summary", SummaryLines.counts(execution.getSpec(), execution.getSummary()));
    return lines;
  }

  /** With its groups, the largest ones. */
  static List<String> of(Execution execution, int width) {
    List<String> lines = new ArrayList<>(head(execution));
    int rest = width - LABEL.formatted("", "").length();
    addAll(lines, "answers", ExecutionGroups.answers(execution, rest));
    addAll(lines, "failures", ExecutionGroups.failures(execution.getSummary(), rest));
    return lines;
  }

  private static void add(List<String> lines, String label, String value) {
    if (!value.isEmpty()) {
      lines.add(LABEL.formatted(label + ":", Printable.of(value)));
    }
  }

  private static void addAll(List<String> lines, String label, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      lines.add(LABEL.formatted(i == 0 ? label + ":" : "", values.get(i)));
    }
  }

  private static String selector(ClusterSelector selector) {
    String names =
        selector.getNamesCount() == 0 ? "all clusters" : String.join(", ", selector.getNamesList());
    String labels = selector.getLabelSelector();
    return names
        + (labels.isEmpty() ? "" : " with " + labels)
        + (selector.getExcludedNamesCount() == 0
            ? ""
            : " without " + String.join(", ", selector.getExcludedNamesList()));
  }

  private static String time(Timestamp time) {
    return Timestamps.toString(time);
  }
}
