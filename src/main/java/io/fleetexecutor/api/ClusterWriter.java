package io.fleetexecutor.api;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterChange;
import io.fleetexecutor.model.ClusterHealth;
import io.fleetexecutor.v1.InventoryWarnings;
import io.fleetexecutor.v1.SnapshotCompleted;
import io.fleetexecutor.v1.WatchClustersResponse;
import org.jspecify.annotations.Nullable;

/** Writes clusters and what is known of them. */
final class ClusterWriter {
  private ClusterWriter() {}

  static WatchClustersResponse change(ClusterChange change) {
    var proto = WatchClustersResponse.newBuilder();
    switch (change) {
      case ClusterChange.Added added ->
          proto.setClusterAdded(cluster(added.cluster(), added.health()));
      case ClusterChange.Changed changed ->
          proto.setClusterChanged(cluster(changed.cluster(), changed.health()));
      case ClusterChange.Removed removed ->
          proto.setClusterRemoved(Names.cluster(removed.cluster()));
      case ClusterChange.SnapshotCompleted completed ->
          proto.setSnapshotCompleted(
              SnapshotCompleted.newBuilder().setClusterCount(completed.clusterCount()));
      case ClusterChange.WarningsChanged changed ->
          proto.setWarningsChanged(
              InventoryWarnings.newBuilder().addAllWarnings(changed.warnings()));
    }
    return proto.build();
  }

  static io.fleetexecutor.v1.Cluster cluster(Cluster cluster, @Nullable ClusterHealth health) {
    var proto =
        io.fleetexecutor.v1.Cluster.newBuilder()
            .setName(Names.cluster(cluster.name()))
            .setDisplayName(cluster.displayName())
            .putAllLabels(cluster.labels())
            .setSource(cluster.source())
            .setDefaultNamespace(cluster.defaultNamespace());
    if (cluster.error() != null) {
      proto.setError(PlanWriter.error(cluster.error()));
    }
    if (health != null) {
      proto.setHealth(health(health));
    }
    return proto.build();
  }

  private static io.fleetexecutor.v1.ClusterHealth health(ClusterHealth health) {
    var proto =
        io.fleetexecutor.v1.ClusterHealth.newBuilder()
            .setReachable(health.reachable())
            .setKubernetesVersion(health.kubernetesVersion())
            .setCheckTime(Times.timestamp(health.checkTime()))
            .setCircuitOpen(health.refused());
    if (health.lastSeenTime() != null) {
      proto.setLastSeenTime(Times.timestamp(health.lastSeenTime()));
    }
    if (health.latency() != null) {
      proto.setLatency(Times.duration(health.latency()));
    }
    if (health.error() != null) {
      proto.setError(PlanWriter.error(health.error()));
    }
    return proto.build();
  }
}
