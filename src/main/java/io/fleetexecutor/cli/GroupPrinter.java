package io.fleetexecutor.cli;

import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.ExecutionSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Once an execution is over: which clusters answered the same, which stand out, and why. */
final class GroupPrinter implements ExecutionListener {
  private final Screen screen;
  private final ExecutionSpec spec;
  private final AnswerDetails details;
  private final GroupRemarks remarks;
  private final Samples samples = new Samples();
  private boolean unexplained;

  /**
   * @param diff also what differs between the groups
   */
  GroupPrinter(Screen screen, ExecutionSpec spec, boolean diff) {
    this.screen = screen;
    this.spec = spec;
    this.details = AnswerDetails.of(spec, diff, screen.terminal().outputColors());
    this.remarks = new GroupRemarks(screen);
  }

  @Override
  public void finished(ClusterResult result) {
    samples.offer(result);
    remarks.note(result);
  }

  @Override
  public void ended(Execution execution) {
    ExecutionSummary summary = execution.getSummary();
    List<GroupRow> rows =
        new ArrayList<>(
            IntStream.range(0, summary.getAnswerGroupsCount())
                .mapToObj(i -> answer(summary.getAnswerGroupsList(), i))
                .toList());
    summary.getFailureGroupsList().forEach(group -> rows.add(GroupRow.of(group)));
    screen.output(GroupRow.lines(rows, screen.terminal().outputColors()));
    remarks.tell(execution, unexplained);
  }

  private GroupRow answer(List<AnswerGroup> groups, int i) {
    AnswerGroup group = groups.get(i);
    ClusterResult sample = samples.of(group.getFingerprint());
    AnswerLabel label = AnswerLabel.of(spec, group, i == 0, sample);
    unexplained |= i > 0 && details.explainNothing(label);
    return GroupRow.of(
        group,
        i == 0,
        label.text(),
        i == 0
            ? details.ofLargest(label, sample)
            : details.ofOther(label, sample, samples.of(groups.getFirst().getFingerprint())));
  }
}
