package io.fleetexecutor.log;

import io.fleetexecutor.model.ClusterState;
import org.jspecify.annotations.Nullable;

/**
 * What a record is about, so that it can be counted and found without a look into its bytes.
 *
 * @param cluster empty where it is about the whole execution
 * @param clusterState how the cluster ended; null where it did not
 */
public record RecordLabel(RecordType type, String cluster, @Nullable ClusterState clusterState) {

  public static RecordLabel of(RecordType type) {
    return new RecordLabel(type, "", null);
  }

  public static RecordLabel of(RecordType type, String cluster) {
    return new RecordLabel(type, cluster, null);
  }

  public static RecordLabel finished(String cluster, ClusterState state) {
    return new RecordLabel(RecordType.CLUSTER_FINISHED, cluster, state);
  }
}
