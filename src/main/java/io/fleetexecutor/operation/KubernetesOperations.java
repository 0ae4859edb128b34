package io.fleetexecutor.operation;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.access.Clearance;
import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.execution.AttemptNotes;
import io.fleetexecutor.execution.OperationRunner;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.Operation;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** Runs operations against the API servers of real clusters. */
public final class KubernetesOperations implements OperationRunner {

  private final ClusterConnections connections;
  private final Access access;
  private final boolean impersonates;
  private final KindResolver kinds;
  private final CheckHealthHandler checkHealth;
  private final RestartWorkloadHandler restartWorkload;
  private final ScheduledExecutorService timers;

  /**
   * @param impersonates whether requests are made in the name of the execution's caller
   */
  public KubernetesOperations(
      ClusterConnections connections,
      Access access,
      boolean impersonates,
      InstantSource clock,
      ScheduledExecutorService timers) {
    this.connections = connections;
    this.access = access;
    this.impersonates = impersonates;
    this.kinds = new KindResolver(clock);
    this.checkHealth = new CheckHealthHandler(clock);
    this.restartWorkload = new RestartWorkloadHandler(clock);
    this.timers = timers;
  }

  @Override
  public Uni<ClusterAnswer> run(Cluster cluster, Execution execution, AttemptNotes notes) {
    return Uni.createFrom()
        .deferred(() -> start(cluster, execution, notes))
        .onFailure(ClusterFailure.class)
        .recoverWithItem(failure -> ((ClusterFailure) failure).toAnswer());
  }

  private Uni<ClusterAnswer> start(Cluster cluster, Execution execution, AttemptNotes notes) {
    if (cluster.error() != null) {
      throw new ClusterFailure(ClusterState.UNREACHABLE, cluster.error());
    }
    ExecutionSpec spec = execution.spec();
    Review review = new Review(Questions.of(spec), spec.outputPolicy().maxOutputBytes());
    Clearance clearance = access.grants(execution.caller()).clearance(execution, cluster);
    CallerServer server = CallerServer.of(connections.get(cluster.name()), clearance, impersonates);
    // A permission may be lost on the way, but not gained: others are told what was accepted.
    boolean showsSecrets = execution.showsSecrets() && clearance.showsSecrets();
    OperationContext context =
        new OperationContext(server, cluster, spec, notes, review, kinds, showsSecrets, timers);
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
