package io.fleetexecutor.cli;

import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.ExecutionSummary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Once an execution is over: which clusters answered the same, which stand out, and why. */
final class GroupPrinter implements ExecutionListener {
  private final Screen screen;
  private final ExecutionSpec spec;
  private final AnswerDetails details;
  private final GroupRemarks remarks;
  private final Samples samples;
  private final ClusterTally uncompared = new ClusterTally();
  private boolean unexplained;

  /**
   * @param diff also what differs between the groups
   */
  GroupPrinter(Screen screen, ExecutionSpec spec, boolean diff) {
    this.screen = screen;
    this.spec = spec;
    this.details = AnswerDetails.of(spec, diff, screen.terminal().outputColors());
    this.samples = new Samples(details.answers());
    this.remarks = new GroupRemarks(screen, spec);
  }

  @Override
  public void finished(ClusterResult result) {
    samples.offer(result);
    remarks.note(result);
    if (result.getState() == ClusterResult.State.STATE_SUCCEEDED
        && result.getFingerprint().isEmpty()) {
      uncompared.add(result.getCluster());
    }
  }

  @Override
  public void ended(Execution execution) {
    ExecutionSummary summary = execution.getSummary();
    List<GroupRow> rows = new ArrayList<>(answers(summary.getAnswerGroupsList()));
    if (!uncompared.isEmpty()) {
      rows.add(GroupRow.ofUncompared(uncompared));
    }
    summary.getFailureGroupsList().forEach(group -> rows.add(GroupRow.of(group)));
    screen.output(
        GroupRow.lines(rows, screen.terminal().outputColumns(), screen.terminal().outputColors()));
    remarks.tell(execution, unexplained);
  }

  private List<GroupRow> answers(List<AnswerGroup> groups) {
    List<AnswerLabel> labels = AnswerLabel.of(spec, groups, samples::of);
    Sample largest = groups.isEmpty() ? null : samples.of(groups.getFirst().getFingerprint());
    List<GroupRow> rows = new ArrayList<>();
    for (AnswerGroup group : groups) {
      rows.add(answer(group, rows.isEmpty(), labels.get(rows.size()), largest));
    }
    return rows;
  }

  private GroupRow answer(
      AnswerGroup group, boolean first, AnswerLabel label, @Nullable Sample largest) {
    Sample sample = samples.of(group.getFingerprint());
    unexplained |= !first && details.explainNothing(label, sample, largest);
    return GroupRow.of(
        group,
        first,
        label.text(),
        first ? details.ofLargest(label, sample) : details.ofOther(label, sample, largest));
  }
}
