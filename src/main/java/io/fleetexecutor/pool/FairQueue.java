package io.fleetexecutor.pool;

import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is: that of the stream with the fewest workers, of those with a request whose
 * cluster has a slot for their owner; among equals, of the one that has waited longest since its
 * last turn. It gets a worker for the first such request. So a stream without a worker is passed
 * over once at most by every other. The last quarter of the workers is only for streams whose owner
 * holds none, and they alone have turns while no others are free. To be used under a lock.
 *
 * <p>Everything takes logarithmic time, but that a slot in a full cluster comes free: that takes a
 * step for each stream that found it full for its owner.
 */
final class FairQueue {
  private final Capacity workers;
  private final ClusterSlots slots;
  private final TurnOrder turns = new TurnOrder();
  private long lastNumber;
  private int size;
  private int inUse;

  FairQueue(int workers, int maxPerCluster) {
    this.workers = new Capacity(workers);
    this.slots = new ClusterSlots(maxPerCluster);
  }

  int size() {
    return size;
  }

  /** How many workers are taken. */
  int inUse() {
    return inUse;
  }

  void add(Request request) {
    turns.leave(request.share);
    request.share.add(request, ++lastNumber);
    size++;
    turns.enter(request.share);
  }

  /** False if it does not wait, or no longer. */
  boolean remove(Request request) {
    turns.leave(request.share);
    Lane lane = request.share.remove(request);
    turns.enter(request.share);
    if (lane == null) {
      return false;
    }
    if (lane.isBlocked() && lane.isEmpty()) {
      slots.forget(lane);
    }
    size--;
    return true;
  }

  /** Takes a worker and a slot for the next request; null if none of those that wait may go on. */
  @Nullable Request poll() {
    for (Share share = next(); share != null; share = next()) {
      Request request = take(share);
      if (request != null) {
        return request;
      }
    }
    return null;
  }

  private @Nullable Share next() {
    if (workers.hasRoom(inUse, false)) {
      return turns.first();
    }
    return workers.hasRoom(inUse, true) ? turns.firstNewcomer() : null;
  }

  /** Null: the cluster of its first request is full for it. */
  private @Nullable Request take(Share share) {
    Lane lane = share.firstOpen();
    Request request = null;
    turns.leave(share);
    if (slots.isFull(lane)) {
      share.block(lane);
      slots.block(lane);
    } else {
      request = share.take(lane, ++lastNumber);
      slots.take(request);
      size--;
      inUse++;
    }
    turns.enter(share);
    return request;
  }

  /** Gives back the worker and the slot of a request. */
  void giveBack(Request request) {
    turns.leave(request.share);
    request.share.giveBack();
    inUse--;
    turns.enter(request.share);
    for (Lane lane : slots.giveBack(request)) {
      turns.leave(lane.share);
      lane.share.unblock(lane);
      turns.enter(lane.share);
    }
  }
}
