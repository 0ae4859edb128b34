package io.fleetexecutor;

import io.fleetexecutor.execution.ClusterRegistry;
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
  private final ClusterRegistry registry;

  FleetHealth(ClusterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("Inventory")
        .up()
        .withData("clusters", registry.clusters().size())
        .withData("warnings", registry.warnings().size())
        .build();
  }
}
