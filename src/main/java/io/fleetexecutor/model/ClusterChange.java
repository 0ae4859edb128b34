package io.fleetexecutor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What whoever watches the fleet is told. */
public sealed interface ClusterChange {

  /** A cluster that was not told before. */
  record Added(Cluster cluster, @Nullable ClusterHealth health) implements ClusterChange {}

  /** A cluster that is other than it was told before. */
  record Changed(Cluster cluster, @Nullable ClusterHealth health) implements ClusterChange {}

  /** A cluster that is no more. */
  record Removed(String cluster) implements ClusterChange {}

  /** All that there was at the beginning has been told. */
  record SnapshotCompleted(int clusterCount) implements ClusterChange {}

  /** What cannot be read by now. */
  record WarningsChanged(List<String> warnings) implements ClusterChange {
    public WarningsChanged {
      warnings = List.copyOf(warnings);
    }
  }
}
