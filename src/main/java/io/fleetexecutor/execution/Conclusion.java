package io.fleetexecutor.execution;

import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.ExecutionSummary;
import io.fleetexecutor.rollout.Rollout;
import java.time.Duration;
import java.time.InstantSource;

/** What an execution has come to. */
record Conclusion(
    Execution accepted, Tally tally, Rollout rollout, Stopping stopping, InstantSource clock) {

  ExecutionSummary soFar() {
    return tally.summary(
        Duration.between(accepted.createTime(), clock.instant()), rollout.overrun());
  }

  /** The execution at its end. */
  Execution ended() {
    ExecutionSummary summary = soFar();
    Stop why = stopping.why();
    boolean isCutShort = tally.cutShort() || (why != null && why.isVerdict());
    return isCutShort
        ? end(stopping.cause().state(), stopping.cause().reason(), summary)
        : end(completed(summary), "", summary);
  }

  private Execution end(ExecutionState state, String reason, ExecutionSummary summary) {
    return accepted.ended(state, reason, clock.instant(), summary);
  }

  private static ExecutionState completed(ExecutionSummary summary) {
    return summary.counts().count(ClusterState.SUCCEEDED) == summary.counts().total()
        ? ExecutionState.SUCCEEDED
        : ExecutionState.COMPLETED_WITH_FAILURES;
  }
}
