package io.fleetexecutor.model;

import java.util.List;

/**
 * What is alike among an execution's results, the largest groups first.
 *
 * @param answers the largest ones
 * @param failures the largest ones
 * @param answerCount of all groups of answers
 * @param failureCount of all groups of failures
 * @param changedClusters how many clusters the operation changed, or would have
 */
public record ResultGroups(
    List<AnswerGroup> answers,
    List<FailureGroup> failures,
    int answerCount,
    int failureCount,
    int changedClusters) {

  public static final ResultGroups NONE = new ResultGroups(List.of(), List.of(), 0, 0, 0);

  public ResultGroups {
    answers = List.copyOf(answers);
    failures = List.copyOf(failures);
  }

  ResultGroups withoutClusters() {
    return new ResultGroups(
        answers.stream().map(AnswerGroup::withoutClusters).toList(),
        failures.stream().map(FailureGroup::withoutClusters).toList(),
        answerCount,
        failureCount,
        changedClusters);
  }
}
