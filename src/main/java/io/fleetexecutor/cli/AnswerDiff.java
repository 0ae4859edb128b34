package io.fleetexecutor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.comparison.ObjectDiff;
import io.fleetexecutor.v1.ClusterResult;
import java.util.List;
import java.util.Optional;

/** What differs between the answers of two clusters. */
record AnswerDiff(DiffLines lines) {

  List<String> of(ClusterResult base, ClusterResult other) {
    Optional<List<JsonNode>> left = ComparableAnswer.of(base);
    Optional<List<JsonNode>> right = ComparableAnswer.of(other);
    if (left.isEmpty() || right.isEmpty()) {
      return List.of("(no diff: the answers are names alone, or no text)");
    }
    String diff =
        ObjectDiff.ofAnswers(
            left.get(),
            right.get(),
            ResourceNames.cluster(base.getCluster()),
            ResourceNames.cluster(other.getCluster()));
    return diff.isEmpty()
        ? List.of("(no diff: they differ only in what is left out of diffs, such as status)")
        : lines.of(diff, "");
  }
}
