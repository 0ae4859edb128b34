package io.fleetexecutor.cli;

import io.fleetexecutor.comparison.ObjectDiff;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.KubernetesObject;
import java.util.List;

/**
 * What is told of an answer.
 *
 * @param lines as they are shown
 * @param unnumbered the same without line numbers of diffs
 */
record AnswerText(List<String> lines, List<String> unnumbered) {
  static AnswerText of(ClusterResult result, AnswerLines answers) {
    List<String> lines = answers.of(result);
    boolean diffs =
        result.getObjects().getObjectsList().stream()
            .anyMatch(object -> !object.getDiff().isEmpty());
    return new AnswerText(lines, diffs ? answers.of(unnumbered(result)) : lines);
  }

  /** Where a change is in an object differs between clusters that change alike. */
  boolean tellsTheSameAs(AnswerText other) {
    return unnumbered.equals(other.unnumbered);
  }

  private static ClusterResult unnumbered(ClusterResult result) {
    ClusterResult.Builder unnumbered = result.toBuilder();
    for (KubernetesObject.Builder object : unnumbered.getObjectsBuilder().getObjectsBuilderList()) {
      object.setDiff(ObjectDiff.withoutLineNumbers(object.getDiff()));
    }
    return unnumbered.build();
  }
}
