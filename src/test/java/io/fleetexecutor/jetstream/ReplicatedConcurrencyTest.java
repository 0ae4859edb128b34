package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogConcurrencyContract;

class ReplicatedConcurrencyTest extends LogConcurrencyContract {
  private final NatsFleet nats = ReplicatedNats.next();

  @Override
  protected ExecutionLog open() {
    return nats.open();
  }
}
