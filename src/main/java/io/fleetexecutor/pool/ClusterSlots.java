package io.fleetexecutor.pool;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many tasks run in each cluster, and which lanes found theirs full. A cluster in which nothing
 * runs leaves nothing here.
 */
final class ClusterSlots {
  private final int perCluster;
  private final Map<String, Slots> inUse = new HashMap<>();

  private static final class Slots {
    private final Set<Lane> blocked = new LinkedHashSet<>();
    private int taken;
  }

  ClusterSlots(int perCluster) {
    this.perCluster = perCluster;
  }

  /** A blank name is of no cluster, and never full. */
  boolean isFull(String clusterName) {
    Slots slots = inUse.get(clusterName);
    return slots != null && slots.taken >= perCluster && !clusterName.isBlank();
  }

  void take(String clusterName) {
    inUse.computeIfAbsent(clusterName, name -> new Slots()).taken++;
  }

  /** Gives the lanes that were blocked, and no longer are. */
  List<Lane> giveBack(String clusterName) {
    Slots slots = of(clusterName);
    slots.taken--;
    if (slots.taken == 0) {
      inUse.remove(clusterName);
    }
    List<Lane> unblocked = List.copyOf(slots.blocked);
    slots.blocked.clear();
    return unblocked;
  }

  /** The lane found its cluster full, and is to be told once it is not. */
  void block(Lane lane) {
    of(lane.clusterName).blocked.add(lane);
  }

  void forget(Lane lane) {
    of(lane.clusterName).blocked.remove(lane);
  }

  private Slots of(String clusterName) {
    return requireNonNull(inUse.get(clusterName));
  }
}
