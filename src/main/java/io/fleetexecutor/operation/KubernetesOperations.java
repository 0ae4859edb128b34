package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.ApiServer;
import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.execution.OperationRunner;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.OutputPolicy;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;

/** Runs operations against the API servers of real clusters. */
public final class KubernetesOperations implements OperationRunner {

  private final ClusterConnections connections;
  private final CheckHealthHandler checkHealth;
  private final GetResourceHandler getResource;
  private final ListResourcesHandler listResources;

  public KubernetesOperations(ClusterConnections connections, InstantSource clock) {
    KindResolver kinds = new KindResolver(clock);
    this.connections = connections;
    this.checkHealth = new CheckHealthHandler(clock);
    this.getResource = new GetResourceHandler(kinds);
    this.listResources = new ListResourcesHandler(kinds);
  }

  @Override
  public Uni<ClusterAnswer> run(Cluster cluster, Operation operation, OutputPolicy outputPolicy) {
    return Uni.createFrom()
        .deferred(() -> start(cluster, operation, outputPolicy))
        .onFailure(ClusterFailure.class)
        .recoverWithItem(failure -> ((ClusterFailure) failure).toAnswer());
  }

  private Uni<ClusterAnswer> start(
      Cluster cluster, Operation operation, OutputPolicy outputPolicy) {
    if (cluster.error() != null) {
      throw new ClusterFailure(ClusterState.UNREACHABLE, cluster.error());
    }
    ApiServer server = connections.get(cluster.name());
    return switch (operation) {
      case Operation.CheckHealth check -> checkHealth.run(server);
      case Operation.GetResource get ->
          getResource.run(server, get.ref(), cluster.defaultNamespace(), outputPolicy);
      case Operation.ListResources list ->
          listResources.run(server, list, cluster.defaultNamespace(), outputPolicy);
    };
  }
}
