package io.fleetexecutor.cli;

import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSummary;
import java.util.ArrayList;
import java.util.List;

/** The groups of an execution's summary, the largest ones, a line for each. */
final class ExecutionGroups {
  private static final int MAX_GROUPS = 5;

  private ExecutionGroups() {}

  static List<String> answers(Execution execution) {
    List<AnswerGroup> groups = execution.getSummary().getAnswerGroupsList();
    List<GroupRow> rows = new ArrayList<>();
    for (AnswerGroup group : groups.subList(0, Math.min(groups.size(), MAX_GROUPS))) {
      boolean largest = rows.isEmpty();
      rows.add(
          GroupRow.of(
              group,
              largest,
              AnswerLabel.of(execution.getSpec(), group, largest, null).text(),
              List.of()));
    }
    return withRest(rows, Math.max(execution.getSummary().getAnswerGroupCount(), groups.size()));
  }

  static List<String> failures(ExecutionSummary summary) {
    return withRest(
        summary.getFailureGroupsList().stream().limit(MAX_GROUPS).map(GroupRow::of).toList(),
        Math.max(summary.getFailureGroupCount(), summary.getFailureGroupsCount()));
  }

  private static List<String> withRest(List<GroupRow> rows, int all) {
    List<String> lines = new ArrayList<>(GroupRow.lines(rows, false));
    if (all > rows.size()) {
      lines.add("… (%d more groups)".formatted(all - rows.size()));
    }
    return lines;
  }
}
