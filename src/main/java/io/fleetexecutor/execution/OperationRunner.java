package io.fleetexecutor.execution;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Execution;
import io.smallrye.mutiny.Uni;

/** Port: runs the operation of a spec in one cluster. */
@FunctionalInterface
public interface OperationRunner {

  /**
   * Starts the operation when subscribed to, and holds no thread while the cluster answers. What
   * goes wrong in the cluster is an answer, not a failure. Cancelling ends the requests to the
   * cluster.
   *
   * @param execution for which, and whose caller wants it
   * @param notes is told what the operation does to the cluster, in case it is cancelled
   */
  Uni<ClusterAnswer> run(Cluster cluster, Execution execution, AttemptNotes notes);
}
