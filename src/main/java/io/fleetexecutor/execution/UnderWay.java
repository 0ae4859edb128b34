package io.fleetexecutor.execution;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that has started and has no result yet.
 *
 * @param attempts how many have started
 * @param startTime of the first one
 * @param changed whether one that failed changed something
 * @param outcomeUnknown whether one that failed may have
 * @param retryTime when the next attempt is due; null while one runs
 */
record UnderWay(
    int attempts,
    Instant startTime,
    boolean changed,
    boolean outcomeUnknown,
    @Nullable Instant retryTime) {

  static UnderWay started(Instant now) {
    return new UnderWay(1, now, false, false, null);
  }

  UnderWay after(ClusterAttemptFailed failed, Instant now) {
    return new UnderWay(
        failed.attempt(),
        startTime,
        changed || failed.changed(),
        outcomeUnknown || failed.outcomeUnknown(),
        now.plus(failed.retryDelay()));
  }

  UnderWay again(int attempt) {
    return new UnderWay(attempt, startTime, changed, outcomeUnknown, null);
  }

  boolean isRunning() {
    return retryTime == null;
  }

  /** The last answer, with what the attempts before it did. */
  ClusterAnswer include(ClusterAnswer last) {
    // What succeeds has seen to it all.
    boolean isUnknown =
        last.outcomeUnknown() || outcomeUnknown && last.state() != ClusterState.SUCCEEDED;
    return last.withOutcome(last.changed() || changed, isUnknown);
  }

  /** From its first start, as far as clocks that may have been set allow to tell. */
  Duration duration(Instant now) {
    Duration duration = Duration.between(startTime, now);
    return duration.isNegative() ? Duration.ZERO : duration;
  }
}
