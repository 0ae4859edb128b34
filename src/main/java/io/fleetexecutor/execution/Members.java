package io.fleetexecutor.execution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The clusters of a group: how many, and the first ones by name, in whatever order they come. */
final class Members {
  static final int MOST_NAMES = 100;

  // Most groups of many are of one.
  private final ArrayList<String> names = new ArrayList<>(1);
  private int count;

  void add(String cluster) {
    count++;
    if (names.size() == MOST_NAMES) {
      if (names.getLast().compareTo(cluster) < 0) {
        return;
      }
      names.removeLast();
    }
    int at = Collections.binarySearch(names, cluster);
    names.add(at < 0 ? -at - 1 : at, cluster);
  }

  int count() {
    return count;
  }

  List<String> names() {
    return names;
  }
}
