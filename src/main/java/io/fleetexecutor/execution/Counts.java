package io.fleetexecutor.execution;

import io.fleetexecutor.log.LogCounts;
import io.fleetexecutor.log.RecordLabel;
import io.fleetexecutor.model.ClusterCounts;
import io.fleetexecutor.model.ClusterState;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts clusters by state: a fold over an execution's events, in their order. */
final class Counts {
  private final int total;
  private final Map<ClusterState, Integer> ended = new EnumMap<>(ClusterState.class);
  private int running;

  Counts(int total) {
    this.total = total;
  }

  /** Where others have counted before. */
  static Counts of(int total, LogCounts before) {
    var counts = new Counts(total);
    counts.running = before.started();
    before.finished().forEach(counts::finished);
    return counts;
  }

  /** Whether the record changed a count. */
  boolean add(RecordLabel label) {
    return switch (label.type()) {
      case CLUSTER_STARTED -> {
        started();
        yield true;
      }
      case CLUSTER_FINISHED -> {
        finished(Objects.requireNonNull(label.clusterState()));
        yield true;
      }
      default -> false;
    };
  }

  void started() {
    running++;
  }

  void finished(ClusterState state) {
    finished(state, 1);
  }

  private void finished(ClusterState state, int clusters) {
    ended.merge(state, clusters, Integer::sum);
    if (state != ClusterState.NOT_ATTEMPTED) {
      running -= clusters;
    }
  }

  ClusterCounts now() {
    return new ClusterCounts(total, running, ended);
  }
}
