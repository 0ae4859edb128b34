package io.fleetexecutor.api;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The service over twelve simulated clusters. */
public final class SimulatedFleetProfile implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("fleet.demo.clusters", "12", "quarkus.http.test-port", "0");
  }
}
