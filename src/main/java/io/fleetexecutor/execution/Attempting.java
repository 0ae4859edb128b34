package io.fleetexecutor.execution;

import io.fleetexecutor.model.Execution;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/**
 * How attempts are made, whatever they are of.
 *
 * @param codec of answers that come from elsewhere
 * @param mayAct whether this process may do anything for its executions
 */
record Attempting(
    OperationRunner runner,
    EventCodec codec,
    ScheduledExecutorService timers,
    BooleanSupplier mayAct) {

  Attempt of(Execution execution) {
    return new Attempt(this, execution);
  }
}
