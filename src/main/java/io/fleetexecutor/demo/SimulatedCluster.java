package io.fleetexecutor.demo;

import java.util.Map;

/** How to reach one cluster of the simulated fleet, and what to select it by. */
public record SimulatedCluster(
    String name, String serverUrl, Map<String, String> labels, String kubernetesVersion) {

  public SimulatedCluster {
    labels = Map.copyOf(labels);
  }
}
