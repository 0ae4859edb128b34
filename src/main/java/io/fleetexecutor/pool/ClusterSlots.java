package io.fleetexecutor.pool;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many tasks run in each cluster, and which lanes found theirs full for their owner. A cluster
 * in which nothing runs leaves nothing here.
 */
final class ClusterSlots {
  private final Capacity perCluster;
  private final Map<String, Slots> inUse = new HashMap<>();

  private static final class Slots {
    private final Set<Lane> blocked = new LinkedHashSet<>();
    private final Map<String, Integer> byOwner = new HashMap<>();
    private int taken;

    boolean holdsNone(String owner) {
      return owner.isEmpty() || !byOwner.containsKey(owner);
    }
  }

  ClusterSlots(int perCluster) {
    this.perCluster = new Capacity(perCluster);
  }

  /** For the owner of the lane. One with a blank name is of no cluster, and never full. */
  boolean isFull(Lane lane) {
    Slots slots = inUse.get(lane.clusterName);
    return slots != null
        && !lane.clusterName.isBlank()
        && !perCluster.hasRoom(slots.taken, slots.holdsNone(lane.share.owner));
  }

  void take(Request request) {
    Slots slots = inUse.computeIfAbsent(request.clusterName, name -> new Slots());
    slots.taken++;
    slots.byOwner.merge(request.share.owner, 1, Integer::sum);
  }

  /** Gives the lanes that were blocked, and perhaps no longer are. */
  List<Lane> giveBack(Request request) {
    Slots slots = of(request.clusterName);
    slots.taken--;
    slots.byOwner.computeIfPresent(
        request.share.owner, (owner, held) -> held == 1 ? null : held - 1);
    if (slots.taken == 0) {
      inUse.remove(request.clusterName);
    }
    List<Lane> unblocked = List.copyOf(slots.blocked);
    slots.blocked.clear();
    return unblocked;
  }

  /** The lane found its cluster full, and is to be told once a slot comes free. */
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
