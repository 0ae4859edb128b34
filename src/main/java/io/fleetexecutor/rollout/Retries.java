package io.fleetexecutor.rollout;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Clusters that wait for their next attempt, the one that is due first at the head. */
final class Retries {
  private final PriorityQueue<Retry> waiting =
      new PriorityQueue<>(Comparator.comparing(Retry::due).thenComparingLong(Retry::order));
  private long added;

  private record Retry(String cluster, Instant due, long order) {}

  void add(String cluster, Instant due) {
    waiting.add(new Retry(cluster, due, added++));
  }

  void remove(String cluster) {
    waiting.removeIf(retry -> retry.cluster().equals(cluster));
  }

  /** Takes one that is due by then; null where there is none. */
  @Nullable String poll(Instant now) {
    Instant due = due();
    return due == null || due.isAfter(now) ? null : waiting.remove().cluster();
  }

  /** When the first one is; null where none waits. */
  @Nullable Instant due() {
    Retry first = waiting.peek();
    return first == null ? null : first.due();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }
}
