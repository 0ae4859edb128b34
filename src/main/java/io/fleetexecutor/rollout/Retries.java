package io.fleetexecutor.rollout;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Clusters that wait for their next attempt, the one that is due first at the head. */
final class Retries {
  private final NavigableSet<Retry> waiting =
      new TreeSet<>(Comparator.comparing(Retry::due).thenComparingLong(Retry::order));
  private final Map<String, Retry> byCluster = new HashMap<>();
  private long added;

  private record Retry(String cluster, Instant due, long order) {}

  void add(String cluster, Instant due) {
    var retry = new Retry(cluster, due, added++);
    waiting.add(retry);
    byCluster.put(cluster, retry);
  }

  void remove(String cluster) {
    Retry retry = byCluster.remove(cluster);
    if (retry != null) {
      waiting.remove(retry);
    }
  }

  /** Takes one that is due by then; null where there is none. */
  @Nullable String poll(Instant now) {
    if (waiting.isEmpty() || waiting.first().due().isAfter(now)) {
      return null;
    }
    String cluster = waiting.first().cluster();
    remove(cluster);
    return cluster;
  }

  /** When the first one is; null where none waits. */
  @Nullable Instant due() {
    return waiting.isEmpty() ? null : waiting.first().due();
  }
}
