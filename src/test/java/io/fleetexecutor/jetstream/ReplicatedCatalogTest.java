package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogCatalogContract;

class ReplicatedCatalogTest extends LogCatalogContract {
  private final NatsFleet nats = ReplicatedNats.next();

  @Override
  protected ExecutionLog open() {
    return nats.open();
  }
}
