package io.fleetexecutor.system;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;

import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.ExecutionSummary;
import io.fleetexecutor.v1.FailureGroup;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Groups results once more, apart from the service; of failures those that are equal. */
record RecountedGroups(Collection<ClusterResult> results) {

  void addTo(ExecutionSummary.Builder summary) {
    List<AnswerGroup> answers =
        where(RecountedGroups::hasAnswer).stream()
            .collect(groupingBy(ClusterResult::getFingerprint))
            .values()
            .stream()
            .map(RecountedGroups::answer)
            .sorted(
                comparingInt(AnswerGroup::getClusterCount)
                    .reversed()
                    .thenComparing(AnswerGroup::getFingerprint))
            .toList();
    List<FailureGroup> failures =
        where(result -> result.getState() != State.STATE_SUCCEEDED).stream()
            .collect(groupingBy(result -> List.of(result.getState(), result.getError())))
            .values()
            .stream()
            .map(RecountedGroups::failure)
            .sorted(
                comparingInt(FailureGroup::getClusterCount)
                    .reversed()
                    .thenComparing(comparing(group -> group.getError().getMessage())))
            .toList();
    summary
        .addAllAnswerGroups(answers)
        .setAnswerGroupCount(answers.size())
        .addAllFailureGroups(failures)
        .setFailureGroupCount(failures.size())
        .setChangedClusterCount(where(ClusterResult::getChanged).size());
  }

  private static boolean hasAnswer(ClusterResult result) {
    return result.getState() == State.STATE_SUCCEEDED && !result.getFingerprint().isEmpty();
  }

  private List<ClusterResult> where(Predicate<ClusterResult> predicate) {
    return results.stream().filter(predicate).toList();
  }

  private static AnswerGroup answer(List<ClusterResult> alike) {
    return AnswerGroup.newBuilder()
        .setFingerprint(alike.getFirst().getFingerprint())
        .setClusterCount(alike.size())
        .addAllClusters(clusters(alike))
        .build();
  }

  private static FailureGroup failure(List<ClusterResult> alike) {
    return FailureGroup.newBuilder()
        .setState(alike.getFirst().getState())
        .setError(alike.getFirst().getError())
        .setClusterCount(alike.size())
        .addAllClusters(clusters(alike))
        .build();
  }

  private static List<String> clusters(List<ClusterResult> alike) {
    return alike.stream().map(ClusterResult::getCluster).sorted().limit(100).toList();
  }
}
