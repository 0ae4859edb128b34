package io.fleetexecutor.cli;

import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The groups of an execution's summary, the largest ones, a line for each. */
final class ExecutionGroups {
  private static final int MAX_GROUPS = 5;

  private ExecutionGroups() {}

  /**
   * @param width of a line
   */
  static List<String> answers(Execution execution, int width) {
    List<AnswerGroup> groups = execution.getSummary().getAnswerGroupsList();
    List<AnswerLabel> labels = AnswerLabel.of(execution.getSpec(), groups, fingerprint -> null);
    List<GroupRow> rows =
        IntStream.range(0, Math.min(groups.size(), MAX_GROUPS))
            .mapToObj(i -> GroupRow.of(groups.get(i), i == 0, labels.get(i).text(), List.of()))
            .toList();
    return withRest(
        rows, Math.max(execution.getSummary().getAnswerGroupCount(), groups.size()), width);
  }

  /**
   * @param width of a line
   */
  static List<String> failures(ExecutionSummary summary, int width) {
    return withRest(
        summary.getFailureGroupsList().stream().limit(MAX_GROUPS).map(GroupRow::of).toList(),
        Math.max(summary.getFailureGroupCount(), summary.getFailureGroupsCount()),
        width);
  }

  private static List<String> withRest(List<GroupRow> rows, int all, int width) {
    List<String> lines = new ArrayList<>(GroupRow.lines(rows, width, false));
    if (all > rows.size()) {
      int more = all - rows.size();
      lines.add("… (%d more %s)".formatted(more, more == 1 ? "group" : "groups"));
    }
    return lines;
  }
}
