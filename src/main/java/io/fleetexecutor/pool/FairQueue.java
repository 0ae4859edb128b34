package io.fleetexecutor.pool;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: that of the stream with the fewest workers, of those with a request whose
 * cluster has a slot; among equals, of the one that has waited longest since its last turn. It gets
 * a worker for the first such request. So a stream without a worker is passed over once at most by
 * every other. To be used under a lock.
 *
 * <p>Everything takes logarithmic time, but that a slot in a full cluster comes free: that takes a
 * step for each stream that found it full.
 */
final class FairQueue {
  private final ClusterSlots slots;
  private final TreeSet<Share> turns = new TreeSet<>();
  private long lastNumber;
  private int size;

  FairQueue(int maxPerCluster) {
    this.slots = new ClusterSlots(maxPerCluster);
  }

  int size() {
    return size;
  }

  void add(Request request) {
    turns.remove(request.share);
    request.share.add(request, ++lastNumber);
    size++;
    queue(request.share);
  }

  /** False if it does not wait, or no longer. */
  boolean remove(Request request) {
    turns.remove(request.share);
    Lane lane = request.share.remove(request);
    queue(request.share);
    if (lane == null) {
      return false;
    }
    if (lane.isBlocked() && lane.isEmpty()) {
      slots.forget(lane);
    }
    size--;
    return true;
  }

  /** Takes a worker and a slot for the next request; null if every cluster waited for is full. */
  @Nullable Request poll() {
    for (Share share = turns.pollFirst(); share != null; share = turns.pollFirst()) {
      Lane lane = share.firstOpen();
      if (slots.isFull(lane.clusterName)) {
        share.block(lane);
        slots.block(lane);
        queue(share);
      } else {
        Request request = share.take(lane, ++lastNumber);
        slots.take(lane.clusterName);
        size--;
        queue(share);
        return request;
      }
    }
    return null;
  }

  /** Gives back the worker and the slot of a request. */
  void giveBack(Request request) {
    turns.remove(request.share);
    request.share.giveBack();
    queue(request.share);
    for (Lane lane : slots.giveBack(request.clusterName)) {
      turns.remove(lane.share);
      lane.share.unblock(lane);
      queue(lane.share);
    }
  }

  /** What decides over its place must not change while it is queued. */
  private void queue(Share share) {
    if (share.hasOpen()) {
      turns.add(share);
    }
  }
}
