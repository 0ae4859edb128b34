package io.fleetexecutor.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.UUID;

/** The service over twelve simulated clusters. */
public final class SimulatedFleetProfile implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "fleet.demo.clusters", "12",
        "fleet.data-dir", "target/test-data/" + UUID.randomUUID(),
        "quarkus.http.test-port", "0");
  }
}
