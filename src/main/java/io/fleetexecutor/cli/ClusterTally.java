package io.fleetexecutor.cli;

import java.util.ArrayList;
import java.util.List;

/** How many clusters something is true of, and the first ones of them. */
final class ClusterTally {
  private static final int NAMES = 100;

  private final List<String> first = new ArrayList<>();
  private int count;

  void add(String cluster) {
    count++;
    if (first.size() < NAMES) {
      first.add(cluster);
    }
  }

  int count() {
    return count;
  }

  /** The names of those that came first, in order. */
  List<String> first() {
    return first.stream().sorted().toList();
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** For example "a, b". */
  String names() {
    return NameList.of(first(), count);
  }

  /** For example "2 clusters: a, b". */
  @Override
  public String toString() {
    return ClusterCountText.of(count) + ": " + names();
  }
}
