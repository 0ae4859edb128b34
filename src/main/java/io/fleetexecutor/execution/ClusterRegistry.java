package io.fleetexecutor.execution;

import io.fleetexecutor.model.Cluster;
import java.util.List;

/** Port: which clusters there are. */
public interface ClusterRegistry {

  /** The clusters of all inventories by name, those with a broken configuration included. */
  List<Cluster> clusters();

  /** What the inventories could not read, with the reason. */
  List<String> warnings();
}
