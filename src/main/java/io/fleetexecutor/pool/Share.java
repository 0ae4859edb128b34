package io.fleetexecutor.pool;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one stream has of the pool, its workers, and what it wants of it. */
public final class Share implements Comparable<Share> {
  final String stream;
  final String owner;
  private final Map<String, Lane> lanes = new HashMap<>();
  private final TreeMap<Long, Lane> open = new TreeMap<>();
  private int workers;
  private long waitingSince;

  /** Of nobody. */
  public Share() {
    this("", "");
  }

  /**
   * @param stream its name
   * @param owner whom its workers and slots count for; empty: nobody, and it may take the last
   *     quarter, too
   */
  public Share(String stream, String owner) {
    this.stream = stream;
    this.owner = owner;
  }

  /** Fewest workers first; among equals the one that has waited longest for a turn. */
  @Override
  public int compareTo(Share other) {
    return workers == other.workers
        ? Long.compare(waitingSince, other.waitingSince)
        : Integer.compare(workers, other.workers);
  }

  void add(Request request, long number) {
    if (lanes.isEmpty()) {
      waitingSince = number;
    }
    Lane lane = lanes.computeIfAbsent(request.clusterName, name -> new Lane(this, name));
    lane.add(request, number);
    place(lane);
  }

  /** The lane in which it waited; null: it does not wait. */
  @Nullable Lane remove(Request request) {
    Lane lane = lanes.get(request.clusterName);
    if (lane == null || !lane.contains(request)) {
      return null;
    }
    open.remove(lane.firstNumber());
    lane.remove(request);
    if (lane.isEmpty()) {
      lanes.remove(lane.clusterName);
    } else {
      place(lane);
    }
    return lane;
  }

  /** The lane whose first request has waited longest, of those that are not blocked. */
  Lane firstOpen() {
    return open.firstEntry().getValue();
  }

  boolean hasOpen() {
    return !open.isEmpty();
  }

  void block(Lane lane) {
    open.remove(lane.firstNumber());
    lane.setBlocked(true);
  }

  void unblock(Lane lane) {
    lane.setBlocked(false);
    place(lane);
  }

  /** The first request of the lane gets a worker. */
  Request take(Lane lane, long number) {
    Request request = lane.first();
    remove(request);
    workers++;
    waitingSince = number;
    return request;
  }

  void giveBack() {
    workers--;
  }

  int workers() {
    return workers;
  }

  private void place(Lane lane) {
    if (!lane.isBlocked()) {
      open.put(lane.firstNumber(), lane);
    }
  }
}
