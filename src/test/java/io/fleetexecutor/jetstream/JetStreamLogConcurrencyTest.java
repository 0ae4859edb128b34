package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogConcurrencyContract;

class JetStreamLogConcurrencyTest extends LogConcurrencyContract {
  private final NatsFleet nats = NatsFleet.next();

  @Override
  protected ExecutionLog open() {
    return nats.open();
  }
}
