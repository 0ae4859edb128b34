package io.fleetexecutor;

import io.fleetexecutor.inventory.Fleet;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * Started and ready once the inventories have been read; their clusters' health is no part of it.
 * Where callers have to be known, nobody is told more.
 */
@Startup
@Readiness
@ApplicationScoped
class FleetHealth implements HealthCheck {
  private final Fleet fleet;
  private final boolean callersAreKnown;

  FleetHealth(Fleet fleet, FleetSettings settings) {
    this.fleet = fleet;
    this.callersAreKnown = SecuritySettings.areCallersKnown(settings);
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder health =
        HealthCheckResponse.named("Inventory").status(fleet.isComplete());
    if (!callersAreKnown) {
      health
          .withData("clusters", fleet.clusters().size())
          .withData("warnings", fleet.warnings().size());
    }
    return health.build();
  }
}
