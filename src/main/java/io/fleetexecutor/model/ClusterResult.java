package io.fleetexecutor.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one cluster in an execution.
 *
 * @param attemptCount 0 where it never started
 * @param startTime null where it never started
 */
public record ClusterResult(
    String cluster,
    int attemptCount,
    @Nullable Instant startTime,
    Duration duration,
    ClusterAnswer answer) {

  public ClusterState state() {
    return answer.state();
  }
}
