package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogCatalogContract;

class JetStreamLogCatalogTest extends LogCatalogContract {
  private final NatsFleet nats = NatsFleet.next();

  @Override
  protected ExecutionLog open() {
    return nats.open();
  }
}
