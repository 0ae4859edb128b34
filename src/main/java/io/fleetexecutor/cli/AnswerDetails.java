package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecutionSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told beneath a group: what it answered, or what differs from the largest group.
 *
 * @param changes the answers tell what was changed
 * @param everything it is told all that differs within a group, and not one answer as an example
 * @param dryRun they are diffs themselves
 * @param diffs null where they are not asked for, or would be diffs of diffs
 */
record AnswerDetails(
    AnswerLines answers,
    boolean changes,
    boolean everything,
    boolean dryRun,
    @Nullable AnswerDiff diffs) {

  static AnswerDetails of(ExecutionSpec spec, boolean diff, boolean colors) {
    DiffLines lines = new DiffLines(colors);
    boolean changes =
        ChangeOperations.contain(spec.getOperation()) && !spec.getOperation().hasRawRequest();
    boolean projected = !spec.getOutputPolicy().getProjection().isEmpty();
    boolean dryRun = changes && spec.getDryRun();
    return new AnswerDetails(
        new AnswerLines(new ChangeText(spec), lines),
        changes,
        projected || changes,
        dryRun,
        diff && !dryRun ? new AnswerDiff(lines) : null);
  }

  /** Whether a diff would tell more of how an answer differs from those of the largest group. */
  boolean explainNothing(AnswerLabel label, @Nullable Sample sample, @Nullable Sample largest) {
    if (diffs != null || label.value() || dryRun || sample == null || largest == null) {
      return false;
    }
    return ComparableAnswer.of(sample.first()).isPresent()
        && ComparableAnswer.of(largest.first()).isPresent()
        && (!changes || sample.lines(true).equals(largest.lines(true)));
  }

  /**
   * @param sample null where none was kept
   */
  List<String> ofLargest(AnswerLabel label, @Nullable Sample sample) {
    if (label.value() && !changes) {
      return List.of();
    }
    return sample == null ? List.of("(its answers are not at hand)") : sample.lines(everything);
  }

  /**
   * @param sample null where none was kept
   * @param largest of the largest group
   */
  List<String> ofOther(AnswerLabel label, @Nullable Sample sample, @Nullable Sample largest) {
    if (diffs == null || (sample != null && tellsAll(label, sample))) {
      return ofLargest(label, sample);
    }
    return sample == null || largest == null
        ? List.of("(no diff: the answers to compare are not at hand)")
        : diffs.of(largest.first(), sample.first());
  }

  /** Whether a label is all that there is to see. */
  private static boolean tellsAll(AnswerLabel label, Sample sample) {
    return sample.first().hasHealth() || (label.value() && sample.value().isPresent());
  }
}
