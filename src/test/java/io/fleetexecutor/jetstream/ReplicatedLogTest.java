package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.ExecutionLogContract;

/** Everything is kept by each of three servers; all tests share its streams. */
class ReplicatedLogTest extends ExecutionLogContract {
  private final NatsFleet nats = ReplicatedNats.SHARED;

  @Override
  protected ExecutionLog open() {
    return nats.open();
  }
}
