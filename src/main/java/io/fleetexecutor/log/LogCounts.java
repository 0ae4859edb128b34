package io.fleetexecutor.log;

import io.fleetexecutor.model.ClusterState;
import java.util.Map;

/** How many clusters have started, and how many have ended in which state. */
public record LogCounts(int started, Map<ClusterState, Integer> finished) {
  public LogCounts {
    finished = Map.copyOf(finished);
  }
}
