package io.fleetexecutor.pool;

import java.util.LinkedHashMap;

/** The requests of one stream for one cluster, first come, first served. */
final class Lane {
  final Share share;
  final String clusterName;
  private final LinkedHashMap<Request, Long> requests = new LinkedHashMap<>();
  private boolean blocked;

  Lane(Share share, String clusterName) {
    this.share = share;
    this.clusterName = clusterName;
  }

  void add(Request request, long number) {
    requests.put(request, number);
  }

  void remove(Request request) {
    requests.remove(request);
  }

  boolean contains(Request request) {
    return requests.containsKey(request);
  }

  Request first() {
    return requests.firstEntry().getKey();
  }

  /** The place of the lane among those of its stream. */
  long firstNumber() {
    return requests.firstEntry().getValue();
  }

  boolean isEmpty() {
    return requests.isEmpty();
  }

  /**
   * Whether it found its cluster full for its owner, and waits to be told that a slot came free.
   */
  boolean isBlocked() {
    return blocked;
  }

  void setBlocked(boolean blocked) {
    this.blocked = blocked;
  }
}
