package io.fleetexecutor.execution;

import static java.util.Objects.requireNonNull;

import io.fleetexecutor.execution.Checkpoint.UnderWay;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.pool.Result;
import java.time.Instant;
import java.time.InstantSource;

/** What the pool says of a task as the result of its cluster, restarts of the server included. */
final class Outcomes {
  private final Checkpoint from;
  private final Attempt attempt;
  private final Stopping stopping;
  private final InstantSource clock;

  Outcomes(Checkpoint from, Attempt attempt, Stopping stopping, InstantSource clock) {
    this.from = from;
    this.attempt = attempt;
    this.stopping = stopping;
    this.clock = clock;
  }

  ClusterResult of(Result<ClusterAnswer> result, AttemptNotes notes) {
    UnderWay before = from.underWay().get(result.clusterName());
    if (before == null) {
      return new ClusterResult(
          result.clusterName(),
          result.startTime() == null ? 0 : 1,
          result.startTime(),
          result.duration(),
          answer(result, notes, false));
    }
    Instant now = clock.instant();
    return new ClusterResult(
        result.clusterName(),
        result.startTime() == null ? before.attempt() : before.attempt() + 1,
        before.startTime(),
        Restart.duration(before, now),
        answer(result, notes, true));
  }

  private ClusterAnswer answer(
      Result<ClusterAnswer> result, AttemptNotes notes, boolean startedBefore) {
    return switch (result.outcome()) {
      case SUCCEEDED -> requireNonNull(result.value());
      case FAILED ->
          attempt.end(
              notes, Attempt.unexpected(result.clusterName(), requireNonNull(result.error())));
      case CANCELLED -> attempt.end(notes, stopping.cause().running());
      case NOT_STARTED -> startedBefore ? stopping.cause().running() : stopping.cause().waiting();
    };
  }
}
