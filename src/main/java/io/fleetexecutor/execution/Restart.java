package io.fleetexecutor.execution;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import java.time.Duration;
import java.time.Instant;

/**
 * What a restart of the server means for a cluster that was running: a read is tried again; a
 * change is not, since nobody knows whether it was made.
 */
final class Restart {
  private static final ClusterError ERROR =
      ClusterError.of(
          ErrorCode.ABORTED, "SERVER_RESTARTED", "the server was restarted while this ran");

  private Restart() {}

  static ExecutionEvent event(String cluster, UnderWay before, boolean isChange, Instant now) {
    return isChange
        ? new ClusterFinished(
            new ClusterResult(
                cluster,
                before.attempts(),
                before.startTime(),
                before.duration(now),
                before.include(ClusterAnswer.interrupted(ERROR))))
        : new ClusterAttemptFailed(cluster, before.attempts(), ERROR, Duration.ZERO, false, false);
  }
}
