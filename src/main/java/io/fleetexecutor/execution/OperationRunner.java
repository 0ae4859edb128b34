package io.fleetexecutor.execution;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.OutputPolicy;
import io.smallrye.mutiny.Uni;

/** Port: runs one operation in one cluster. */
@FunctionalInterface
public interface OperationRunner {

  /**
   * Starts the operation when subscribed to, and holds no thread while the cluster answers. What
   * goes wrong in the cluster is an answer, not a failure. Cancelling ends the requests to the
   * cluster.
   */
  Uni<ClusterAnswer> run(Cluster cluster, Operation operation, OutputPolicy outputPolicy);
}
