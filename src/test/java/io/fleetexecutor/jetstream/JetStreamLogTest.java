package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.ExecutionLogContract;

class JetStreamLogTest extends ExecutionLogContract {
  private final NatsFleet nats = NatsFleet.next();

  @Override
  protected ExecutionLog open() {
    return nats.open();
  }
}
