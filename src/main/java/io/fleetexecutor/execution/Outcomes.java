package io.fleetexecutor.execution;

import static java.util.Objects.requireNonNull;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.pool.Result;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What the pool says of a task as the result of its cluster, earlier attempts included. */
final class Outcomes {
  private final Attempt attempt;
  private final Stopping stopping;
  private final InstantSource clock;

  Outcomes(Attempt attempt, Stopping stopping, InstantSource clock) {
    this.attempt = attempt;
    this.stopping = stopping;
    this.clock = clock;
  }

  /**
   * @param before null where this is the first attempt
   */
  ClusterResult of(Result<ClusterAnswer> result, AttemptNotes notes, @Nullable UnderWay before) {
    ClusterAnswer answer = answer(result, notes, before != null);
    int attempts = result.isStarted() ? 1 : 0;
    if (before == null) {
      return new ClusterResult(
          result.clusterName(), attempts, result.startTime(), result.duration(), answer);
    }
    return new ClusterResult(
        result.clusterName(),
        before.attempts() + attempts,
        before.startTime(),
        before.duration(clock.instant()),
        before.include(answer));
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
