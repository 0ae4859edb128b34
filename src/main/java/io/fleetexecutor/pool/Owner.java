package io.fleetexecutor.pool;

import java.util.TreeSet;

/**
 * The streams of one owner: how many workers they hold together, and which of them is next. Those
 * without an owner are as those of one that never holds any.
 */
final class Owner implements Comparable<Owner> {
  final String name;
  private final TreeSet<Share> turns = new TreeSet<>();
  private int workers;

  Owner(String name) {
    this.name = name;
  }

  /** That of its next stream. */
  @Override
  public int compareTo(Owner other) {
    return first().compareTo(other.first());
  }

  void add(Share share) {
    workers += share.workers();
    if (share.hasOpen()) {
      turns.add(share);
    }
  }

  void remove(Share share) {
    workers -= share.workers();
    turns.remove(share);
  }

  Share first() {
    return turns.first();
  }

  boolean hasTurn() {
    return !turns.isEmpty();
  }

  boolean holdsNone() {
    return workers == 0 || name.isEmpty();
  }

  boolean isIdle() {
    return workers == 0 && turns.isEmpty();
  }
}
