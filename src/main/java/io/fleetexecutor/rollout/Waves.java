package io.fleetexecutor.rollout;

import static java.util.Objects.requireNonNull;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ExecutionPlan.Wave;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Clusters in the order of the plan: one wave after the other, each when all clusters of the one
 * before have a result, its soak is over and it was approved, where that is asked for.
 */
final class Waves {
  private static final int NONE = -1;

  private final List<Wave> waves;
  private final List<String> clusters = new ArrayList<>();
  private final Map<String, Integer> positions = new HashMap<>();
  private final NavigableSet<Integer> waiting = new TreeSet<>();
  // Of each wave, the position after its last cluster.
  private final int[] ends;
  private int finished;
  private Instant lastResult = Instant.MIN;
  private int open;
  private boolean approved;

  Waves(List<Wave> waves) {
    this.waves = waves;
    this.ends = new int[waves.size()];
    this.open = waves.size() == 1 ? 0 : NONE;
    for (int wave = 0; wave < ends.length; wave++) {
      waves.get(wave).clusters().stream().map(Cluster::name).forEach(this::add);
      ends[wave] = clusters.size();
    }
  }

  private void add(String cluster) {
    positions.put(cluster, clusters.size());
    waiting.add(clusters.size());
    clusters.add(cluster);
  }

  Phase phase(Instant now) {
    if (open == NONE) {
      return new Phase.Ready(0);
    }
    if (finished < ends[open] || open == ends.length - 1) {
      return new Phase.Open(open);
    }
    Wave wave = waves.get(open);
    // The last result of all is of this wave.
    if (wave.soak().isPositive() && now.isBefore(lastResult.plus(wave.soak()))) {
      return new Phase.Soaking(open, lastResult.plus(wave.soak()));
    }
    return wave.approvalRequired() && !approved
        ? new Phase.AwaitingApproval(open)
        : new Phase.Ready(open + 1);
  }

  void open(int wave) {
    open = wave;
    approved = false;
  }

  void approve() {
    approved = true;
  }

  /** A cluster has its result, for good. */
  void finished(Instant now) {
    finished++;
    lastResult = now;
  }

  /** It does not wait any more. */
  void remove(String cluster) {
    waiting.remove(position(cluster));
  }

  /** It waits again, in its own place. */
  void giveBack(String cluster) {
    waiting.add(position(cluster));
  }

  private int position(String cluster) {
    return requireNonNull(positions.get(cluster));
  }

  /** Whether one that comes before it waits, having given back its turn. */
  boolean isPreceded(String cluster) {
    return !waiting.isEmpty() && waiting.first() < position(cluster);
  }

  /** Takes the next one of the open wave; null where there is none. */
  @Nullable String poll() {
    return open == NONE || waiting.isEmpty() || waiting.first() >= ends[open] ? null : pollAny();
  }

  /** Takes the next one, of any wave; null where there is none. */
  @Nullable String pollAny() {
    Integer first = waiting.pollFirst();
    return first == null ? null : clusters.get(first);
  }
}
