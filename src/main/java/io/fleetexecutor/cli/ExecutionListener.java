package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterAttemptFailed;
import io.fleetexecutor.v1.ClusterCounts;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.ExecutionStateChanged;
import io.fleetexecutor.v1.WaveStarted;

/** Is told of an execution's events in their order. */
interface ExecutionListener extends AutoCloseable {

  /** Every event, before what it carries. */
  default void received(ExecutionEvent event) {}

  default void accepted(Execution execution) {}

  default void waveStarted(WaveStarted wave) {}

  default void attemptFailed(ClusterAttemptFailed attempt) {}

  default void stateChanged(ExecutionStateChanged change) {}

  default void finished(ClusterResult result) {}

  default void progressed(ClusterCounts counts) {}

  default void ended(Execution execution) {}

  /** The stream is over, whether it came to its end or not. */
  @Override
  default void close() {}
}
