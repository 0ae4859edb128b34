package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.execution.AttemptNotes;
import io.fleetexecutor.execution.OperationRunner;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.Operation;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** Runs operations against the API servers of real clusters. */
public final class KubernetesOperations implements OperationRunner {

  private final ClusterConnections connections;
  private final KindResolver kinds;
  private final CheckHealthHandler checkHealth;
  private final RestartWorkloadHandler restartWorkload;
  private final ScheduledExecutorService timers;

  public KubernetesOperations(
      ClusterConnections connections, InstantSource clock, ScheduledExecutorService timers) {
    this.connections = connections;
    this.kinds = new KindResolver(clock);
    this.checkHealth = new CheckHealthHandler(clock);
    this.restartWorkload = new RestartWorkloadHandler(clock);
    this.timers = timers;
  }

  @Override
  public Uni<ClusterAnswer> run(Cluster cluster, ExecutionSpec spec, AttemptNotes notes) {
    return Uni.createFrom()
        .deferred(() -> start(cluster, spec, notes))
        .onFailure(ClusterFailure.class)
        .recoverWithItem(failure -> ((ClusterFailure) failure).toAnswer());
  }

  private Uni<ClusterAnswer> start(Cluster cluster, ExecutionSpec spec, AttemptNotes notes) {
    if (cluster.error() != null) {
      throw new ClusterFailure(ClusterState.UNREACHABLE, cluster.error());
    }
    Review review = new Review(Questions.of(spec), spec.outputPolicy().maxOutputBytes());
    OperationContext context =
        new OperationContext(
            connections.get(cluster.name()), cluster, spec, notes, review, kinds, timers);
    return run(context, spec.operation()).map(review::conclude);
  }

  private Uni<ClusterAnswer> run(OperationContext context, Operation operation) {
    return switch (operation) {
      case Operation.CheckHealth check -> checkHealth.run(context);
      case Operation.GetResource get -> GetResourceHandler.run(context, get);
      case Operation.ListResources list -> ListResourcesHandler.run(context, list);
      case Operation.ApplyManifests apply -> new ApplyManifestsHandler(context, apply).run();
      case Operation.PatchResource patch -> PatchResourceHandler.run(context, patch);
      case Operation.DeleteResource delete -> new DeleteResourceHandler(context, delete).run();
      case Operation.ScaleWorkload scale -> ScaleWorkloadHandler.run(context, scale);
      case Operation.RestartWorkload restart -> restartWorkload.run(context, restart);
      case Operation.AwaitCondition await -> AwaitConditionHandler.run(context, await);
      case Operation.RawRequest raw -> RawRequestHandler.run(context, raw);
    };
  }
}
