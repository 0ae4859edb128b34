package io.fleetexecutor.model;

import java.time.Instant;

/**
 * Something that happened in an execution.
 *
 * @param sequence increases from event to event, with gaps
 */
public record ExecutionEvent(
    long sequence, Instant eventTime, String executionId, Payload payload) {

  /** What happened. */
  public sealed interface Payload {}

  public record ExecutionAccepted(Execution execution) implements Payload {}

  public record ClusterStarted(String cluster) implements Payload {}

  public record ClusterFinished(ClusterResult result) implements Payload {}

  /** Derived from the events before it. */
  public record ProgressReported(ClusterCounts counts) implements Payload {}

  public record ExecutionStateChanged(ExecutionState state, String reason) implements Payload {}

  public record ExecutionFinished(Execution execution) implements Payload {}
}
