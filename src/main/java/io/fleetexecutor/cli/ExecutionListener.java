package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterCounts;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;

/** Is told of an execution's events in their order. */
interface ExecutionListener extends AutoCloseable {

  /** Every message, before what it carries. */
  default void received(ExecuteResponse message) {}

  default void accepted(Execution execution) {}

  default void finished(ClusterResult result) {}

  default void progressed(ClusterCounts counts) {}

  default void ended(Execution execution) {}

  /** The stream is over, whether it came to its end or not. */
  @Override
  default void close() {}
}
