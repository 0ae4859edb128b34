package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ExecutionSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told beneath a group: what it answered, or what differs from the largest group.
 *
 * @param changes the answers tell what was changed
 * @param dryRun they are diffs themselves
 * @param diffs null where they are not asked for, or would be diffs of diffs
 */
record AnswerDetails(
    AnswerLines answers, boolean changes, boolean dryRun, @Nullable AnswerDiff diffs) {

  static AnswerDetails of(ExecutionSpec spec, boolean diff, boolean colors) {
    DiffLines lines = new DiffLines(colors);
    boolean changes = ChangeOperations.contain(spec.getOperation());
    return new AnswerDetails(
        new AnswerLines(new ChangeText(spec.getDryRun()), lines),
        changes,
        changes && spec.getDryRun(),
        diff && !(changes && spec.getDryRun()) ? new AnswerDiff(lines) : null);
  }

  /** Whether it takes more to see how an answer differs from others. */
  boolean explainNothing(AnswerLabel label) {
    return diffs == null && !label.value() && !dryRun;
  }

  /**
   * @param sample null where none was kept
   */
  List<String> ofLargest(AnswerLabel label, @Nullable ClusterResult sample) {
    if (label.value() && !changes) {
      return List.of();
    }
    return sample == null ? List.of("(none of its answers was kept)") : answers.of(sample);
  }

  /**
   * @param sample null where none was kept
   * @param largest of the largest group
   */
  List<String> ofOther(
      AnswerLabel label, @Nullable ClusterResult sample, @Nullable ClusterResult largest) {
    if (diffs == null || (sample != null && sample.hasHealth())) {
      return ofLargest(label, sample);
    }
    return sample == null || largest == null
        ? List.of("(the answers to compare were not kept)")
        : diffs.of(largest, sample);
  }
}
