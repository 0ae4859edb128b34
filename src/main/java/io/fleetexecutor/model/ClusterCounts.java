package io.fleetexecutor.model;

import java.util.Map;

/** How many of an execution's clusters are in which state. */
public record ClusterCounts(int total, int running, Map<ClusterState, Integer> ended) {

  public ClusterCounts {
    ended = Map.copyOf(ended);
  }

  public int count(ClusterState state) {
    return ended.getOrDefault(state, 0);
  }

  /** In a final state. */
  public int completed() {
    return ended.values().stream().mapToInt(Integer::intValue).sum();
  }
}
