package io.fleetexecutor.execution;

import io.fleetexecutor.model.BudgetOverrun;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionState;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Why an execution ends before every cluster was tried, and what becomes of its clusters.
 *
 * @param caller who wants it to end; empty: nobody
 */
record Stop(
    ExecutionState state,
    String reason,
    String caller,
    ClusterAnswer running,
    ClusterAnswer waiting) {
  private static final String CANCELLED = "EXECUTION_CANCELLED";
  private static final String TIMEOUT = "EXECUTION_TIMEOUT";
  private static final String BUDGET = "FAILURE_BUDGET_EXCEEDED";

  private static final Set<String> CAUSES = Set.of(CANCELLED, TIMEOUT, BUDGET);

  static final Stop SHUTDOWN = cancelled("the server is shutting down");
  static final Stop DISCONNECTED = cancelled("the caller's call ended");
  static final Stop UNREADABLE = cancelled("this server cannot read its operation any more");
  static final Stop RESTARTED = cancelled("the server was restarted");

  static Stop cancelled(String reason) {
    return cancelled(reason, "");
  }

  /** By somebody: no reason of theirs passes for one of the server's. */
  static Stop cancelledBy(String caller, String reason) {
    return cancelled(by("cancelled", caller, reason), caller);
  }

  static String by(String done, String caller, String reason) {
    return done + " by " + caller + (reason.isEmpty() ? "" : ": " + reason);
  }

  private static Stop cancelled(String reason, String caller) {
    Stop stop =
        of(
            ExecutionState.CANCELLED,
            ClusterState.CANCELLED,
            ErrorCode.CANCELLED,
            CANCELLED,
            reason);
    return new Stop(stop.state, reason, caller, stop.running, stop.waiting);
  }

  static Stop timedOut(Duration executionTimeout) {
    return timedOut("execution timeout of %s passed".formatted(Seconds.of(executionTimeout)));
  }

  static Stop overBudget(BudgetOverrun overrun) {
    String what = overrun.budget().name().toLowerCase(Locale.ROOT);
    return overBudget(
        "%d %s %s, more than the %s of %d; the last one was %s"
            .formatted(
                overrun.limit() + 1,
                what,
                overrun.limit() == 0 ? "cluster" : "clusters",
                overrun.budget().fieldName(),
                overrun.limit(),
                overrun.cluster()));
  }

  private static Stop overBudget(String reason) {
    return of(ExecutionState.FAILED, ClusterState.CANCELLED, ErrorCode.ABORTED, BUDGET, reason);
  }

  /** The one that was announced. */
  static Stop announced(ExecutionStateChanged stopping) {
    return switch (stopping.finalState()) {
      case TIMED_OUT -> timedOut(stopping.reason());
      case FAILED -> overBudget(stopping.reason());
      case null, default -> cancelled(stopping.reason());
    };
  }

  /** Whether the execution has failed even if every cluster was tried. */
  boolean isVerdict() {
    return state == ExecutionState.FAILED;
  }

  ExecutionStateChanged announcement() {
    return ExecutionStateChanged.stopping(reason, state, caller);
  }

  /** Whether the cluster ended as it did because its execution was stopped. */
  static boolean causedBy(ClusterResult result) {
    ClusterError error = result.answer().error();
    return error != null && CAUSES.contains(error.reason());
  }

  private static Stop timedOut(String reason) {
    return of(
        ExecutionState.TIMED_OUT,
        ClusterState.TIMED_OUT,
        ErrorCode.DEADLINE_EXCEEDED,
        TIMEOUT,
        reason);
  }

  private static Stop of(
      ExecutionState end, ClusterState running, ErrorCode code, String cause, String reason) {
    return new Stop(
        end,
        reason,
        "",
        ClusterAnswer.failed(running, ClusterError.of(code, cause, reason)),
        ClusterAnswer.failed(
            ClusterState.NOT_ATTEMPTED, ClusterError.of(code, cause, "not attempted: " + reason)));
  }
}
