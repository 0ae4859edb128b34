package io.fleetexecutor;

import io.fleetexecutor.inventory.Fleet;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * Started and ready once the inventories have been read; their clusters' health is no part of it.
 */
@Startup
@Readiness
@ApplicationScoped
class FleetHealth implements HealthCheck {
  private final Fleet fleet;

  FleetHealth(Fleet fleet) {
    this.fleet = fleet;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Inventory")
        .status(fleet.isComplete())
        .withData("clusters", fleet.clusters().size())
        .withData("warnings", fleet.warnings().size())
        .build();
  }
}
