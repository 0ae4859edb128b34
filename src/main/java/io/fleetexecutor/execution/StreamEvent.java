package io.fleetexecutor.execution;

import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.model.ClusterCounts;
import java.time.Instant;

/** What a stream of an execution tells. */
public sealed interface StreamEvent {

  /** A record of the log, the same for every reader. */
  record Fact(String executionId, LogRecord record) implements StreamEvent {}

  /** Derived from the records before it. */
  record ProgressReported(long sequence, Instant time, String executionId, ClusterCounts counts)
      implements StreamEvent {}
}
