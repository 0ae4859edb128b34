package io.fleetexecutor.execution;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.ExecutionState;
import java.time.Duration;

/** Why an execution ends before every cluster was tried, and what becomes of its clusters. */
record Stop(ExecutionState state, String reason, ClusterAnswer running, ClusterAnswer waiting) {

  static final Stop SHUTDOWN = cancelled("the server is shutting down");

  static Stop cancelled(String reason) {
    return new Stop(
        ExecutionState.CANCELLED,
        reason,
        answer(ClusterState.CANCELLED, ErrorCode.CANCELLED, "EXECUTION_CANCELLED", reason),
        notAttempted(ErrorCode.CANCELLED, "EXECUTION_CANCELLED", reason));
  }

  static Stop timedOut(Duration executionTimeout) {
    String reason = "execution timeout of %s passed".formatted(Seconds.of(executionTimeout));
    return new Stop(
        ExecutionState.TIMED_OUT,
        reason,
        answer(ClusterState.TIMED_OUT, ErrorCode.DEADLINE_EXCEEDED, "EXECUTION_TIMEOUT", reason),
        notAttempted(ErrorCode.DEADLINE_EXCEEDED, "EXECUTION_TIMEOUT", reason));
  }

  private static ClusterAnswer notAttempted(ErrorCode code, String cause, String reason) {
    return answer(ClusterState.NOT_ATTEMPTED, code, cause, "not attempted: " + reason);
  }

  private static ClusterAnswer answer(
      ClusterState state, ErrorCode code, String cause, String message) {
    return ClusterAnswer.failed(state, ClusterError.of(code, cause, message));
  }
}
