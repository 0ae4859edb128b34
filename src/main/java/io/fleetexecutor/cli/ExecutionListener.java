package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterCounts;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;

/** Is told of an execution's events in their order. */
interface ExecutionListener extends AutoCloseable {

  /** Every event, before what it carries. */
  default void received(ExecutionEvent event) {}

  default void accepted(Execution execution) {}

  default void finished(ClusterResult result) {}

  default void progressed(ClusterCounts counts) {}

  default void ended(Execution execution) {}

  /** The stream is over, whether it came to its end or not. */
  @Override
  default void close() {}
}
