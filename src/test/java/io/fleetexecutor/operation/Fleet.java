package io.fleetexecutor.operation;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.cluster.ConnectionSettings;
import io.fleetexecutor.execution.AttemptNotes;
import io.fleetexecutor.inventory.KubeconfigInventory;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.ResourceRef;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.testing.Plans;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Operations over the clusters of a test, each run to its end. */
record Fleet(
    Vertx vertx,
    List<ClusterTarget> targets,
    ClusterConnections connections,
    KubernetesOperations operations,
    boolean acceptedShowingSecrets,
    ScheduledExecutorService timers)
    implements AutoCloseable {

  static final Caller CALLER = Caller.named("jane");
  static final Duration LIMIT = Duration.ofSeconds(60);

  static Fleet of(List<ClusterTarget> targets) {
    Vertx vertx = Vertx.vertx();
    ClusterConnections connections =
        new ClusterConnections(vertx, ConnectionSettings.DEFAULT, InstantSource.system());
    connections.update(
        targets.stream()
            .collect(Collectors.toMap(target -> target.cluster().name(), Function.identity())));
    ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    return new Fleet(
        vertx,
        targets,
        connections,
        new KubernetesOperations(
            connections, Access.open(false), false, InstantSource.system(), timers),
        false,
        timers);
  }

  /** The same for callers who may see the values of Secrets. */
  Fleet showingSecrets() {
    return showingSecrets(true, true);
  }

  /** The same for callers who may see them when an execution is accepted, or when it runs. */
  Fleet showingSecrets(boolean whenAccepted, boolean whenRun) {
    return new Fleet(
        vertx,
        targets,
        connections,
        new KubernetesOperations(
            connections, Access.open(whenRun), false, InstantSource.system(), timers),
        whenAccepted,
        timers);
  }

  static Fleet ofKubeconfig(Path kubeconfig) {
    return of(KubeconfigInventory.load(List.of(kubeconfig)).targets());
  }

  Cluster cluster(String name) {
    return targets.stream()
        .map(ClusterTarget::cluster)
        .filter(cluster -> cluster.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  ClusterAnswer run(String cluster, Operation operation, OutputPolicy policy) {
    return run(cluster, spec(operation, policy));
  }

  static ExecutionSpec spec(Operation operation, OutputPolicy policy, String... expectations) {
    return new ExecutionSpec(
        ClusterSelector.ALL,
        operation,
        RolloutPolicy.DEFAULT,
        policy,
        false,
        List.of(expectations),
        "",
        "");
  }

  ClusterAnswer run(String cluster, ExecutionSpec spec) {
    return start(cluster, spec, new AttemptNotes()).await().atMost(LIMIT);
  }

  Uni<ClusterAnswer> start(String cluster, ExecutionSpec spec, AttemptNotes notes) {
    Execution accepted = execution(spec);
    return operations.run(
        cluster(cluster), acceptedShowingSecrets ? accepted.showingSecrets() : accepted, notes);
  }

  /** One that nobody has planned: operations need no plan. */
  static Execution execution(ExecutionSpec spec) {
    var plan = Plans.any();
    return Execution.accepted("e", CALLER, "", spec, plan, Instant.EPOCH);
  }

  ClusterAnswer run(String cluster, Operation operation, OutputPolicy.Format format) {
    return run(cluster, operation, new OutputPolicy(format, OutputPolicy.DEFAULT_MAX_OUTPUT_BYTES));
  }

  static Operation list(String kind, String namespace) {
    return new Operation.ListResources("", kind, namespace, "", "", 0, false);
  }

  static Operation get(String kind, String namespace, String name) {
    return new Operation.GetResource(new ResourceRef("", kind, namespace, name));
  }

  @Override
  public void close() {
    timers.shutdownNow();
    connections.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
