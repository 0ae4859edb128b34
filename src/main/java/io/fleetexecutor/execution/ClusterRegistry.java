package io.fleetexecutor.execution;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterHealth;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: which clusters there are. */
public interface ClusterRegistry {

  /** The clusters of all inventories by name, those with a broken configuration included. */
  List<Cluster> clusters();

  /** One of them; null: there is none with this name. */
  @Nullable Cluster find(String name);

  /** What the inventories could not read, with the reason. */
  List<String> warnings();

  /** What is known of a cluster's health; null: nothing yet. */
  @Nullable ClusterHealth health(String cluster);

  /**
   * Tells of every change in what this port gives, until that is cancelled; maybe once for several.
   */
  Cancellable follow(Runnable changed);
}
