package io.fleetexecutor.api;

import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.ExecutionSummary;
import io.fleetexecutor.v1.FailureGroup;

/**
 * What is told of answers that show what is in Secrets to those who may not see it: how each
 * cluster ended, with the code and the reason of an error. Outputs, fingerprints and messages, in
 * which a value may be, are left out.
 */
final class AnswerRedaction {
  private AnswerRedaction() {}

  static void redact(ClusterResult.Builder result) {
    result.clearOutput().clearFingerprint();
    if (result.hasError()) {
      result.getErrorBuilder().clearMessage();
    }
  }

  static void redact(ExecutionSummary.Builder summary) {
    summary.getAnswerGroupsBuilderList().forEach(AnswerGroup.Builder::clearFingerprint);
    summary.getFailureGroupsBuilderList().stream()
        .filter(FailureGroup.Builder::hasError)
        .forEach(group -> group.getErrorBuilder().clearMessage());
  }

  static void redact(io.fleetexecutor.v1.Execution.Builder execution) {
    if (execution.hasSummary()) {
      redact(execution.getSummaryBuilder());
    }
  }

  static void redact(ExecutionEvent.Builder event) {
    switch (event.getPayloadCase()) {
      case CLUSTER_FINISHED -> redact(event.getClusterFinishedBuilder().getResultBuilder());
      case CLUSTER_ATTEMPT_FAILED -> {
        if (event.getClusterAttemptFailed().hasError()) {
          event.getClusterAttemptFailedBuilder().getErrorBuilder().clearMessage();
        }
      }
      case EXECUTION_ACCEPTED -> redact(event.getExecutionAcceptedBuilder().getExecutionBuilder());
      case EXECUTION_FINISHED -> redact(event.getExecutionFinishedBuilder().getExecutionBuilder());
      default -> {
        // Nothing that a cluster answered.
      }
    }
  }
}
