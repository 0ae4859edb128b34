package io.fleetexecutor.execution;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent;
import java.time.Instant;

/**
 * Port: events as the bytes that a log keeps. Reading fails with an {@link
 * IllegalArgumentException} where they are none of these.
 */
public interface EventCodec {

  byte[] event(String executionId, Instant time, ExecutionEvent event);

  /** An event again; a result comes without its output, and of clusters there are names alone. */
  TimedEvent event(byte[] bytes);

  byte[] execution(Execution execution);

  /** An execution again; of clusters there are names alone. */
  Execution execution(byte[] bytes);

  byte[] answer(ClusterAnswer answer);

  /** An answer again, with its output. */
  ClusterAnswer answer(byte[] bytes);

  /** An event, and when it happened. */
  record TimedEvent(Instant time, ExecutionEvent event) {}
}
