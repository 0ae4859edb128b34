package io.fleetexecutor.execution;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.access.Grants;
import io.fleetexecutor.limit.CallerKey;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterHealth;
import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.pool.WorkerPool;
import io.fleetexecutor.testing.InMemoryLog;
import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Clusters that answer as the test says, on a clock that moves when the test says. */
final class FakeFleet implements ClusterRegistry, OperationRunner {
  static final ClusterAnswer OK = ClusterAnswer.succeeded(null, false, 0);

  /** Of somebody who may do everything, and take all workers. */
  static final Grants GRANTS = Access.open(true).grants(Caller.ANONYMOUS);

  /** Whom its executions count for. */
  static final CallerKey CALLER = CallerKey.of(Caller.ANONYMOUS, "");

  final VirtualTime time;
  final Map<String, ClusterHealth> health = new HashMap<>();
  final List<Runnable> followers = new ArrayList<>();
  InMemoryLog log = new InMemoryLog();
  RandomGenerator random = new Random(0);
  ObjectCodec codec = new ObjectCodec();
  Witness witness = Witness.NONE;
  ExecutionLimits limits = new ExecutionLimits(0, 0);
  final AtomicInteger running = new AtomicInteger();
  final AtomicInteger mostRunning = new AtomicInteger();
  final AtomicInteger started = new AtomicInteger();
  List<Cluster> clusters;
  private final BiFunction<Cluster, AttemptNotes, Uni<ClusterAnswer>> behaviour;
  private final AtomicInteger services = new AtomicInteger();
  private final AtomicInteger ids = new AtomicInteger();

  FakeFleet(List<Cluster> clusters, Function<Cluster, Uni<ClusterAnswer>> behaviour) {
    this(clusters, (cluster, notes) -> behaviour.apply(cluster));
  }

  FakeFleet(
      List<Cluster> clusters, BiFunction<Cluster, AttemptNotes, Uni<ClusterAnswer>> behaviour) {
    this(clusters, behaviour, new VirtualTime());
  }

  FakeFleet(
      List<Cluster> clusters,
      BiFunction<Cluster, AttemptNotes, Uni<ClusterAnswer>> behaviour,
      VirtualTime time) {
    this.clusters = clusters;
    this.behaviour = behaviour;
    this.time = time;
  }

  /** So many clusters c-001, c-002, … that each answer after the time that the function gives. */
  static FakeFleet of(int count, Function<Integer, Duration> latency) {
    List<Cluster> clusters =
        IntStream.rangeClosed(1, count).mapToObj(i -> cluster("c-%03d".formatted(i))).toList();
    var self = new FakeFleet[1];
    self[0] =
        new FakeFleet(
            clusters,
            cluster ->
                self[0].time.after(
                    latency.apply(Integer.parseInt(cluster.name().substring(2))), OK));
    return self[0];
  }

  static Cluster cluster(String name) {
    return new Cluster(name, name, Map.of(), "test", "default", null);
  }

  /** What a service with so many workers would run. */
  ExecutionPlan plan(int workers, ExecutionSpec spec) {
    return executions(workers).plan(spec, GRANTS);
  }

  /** A service on the same log as those before it, of which no operation reaches a cluster now. */
  Executions executions(int workers) {
    return executions(workers, time.pool(workers));
  }

  Executions executions(int workers, WorkerPool<ClusterAnswer> pool) {
    int own = services.incrementAndGet();
    return new Executions(
        this,
        (cluster, execution, notes) ->
            services.get() == own ? run(cluster, execution, notes) : Uni.createFrom().nothing(),
        pool,
        new PlanDefaults(workers, Duration.ofSeconds(30), Duration.ofMinutes(2)),
        limits,
        log,
        codec,
        new SoleLeadership(log),
        new Clockwork(time, time.scheduler, random),
        witness,
        () -> "e" + ids.incrementAndGet());
  }

  static ExecutionSpec spec(RolloutPolicy policy) {
    return spec(policy, new Operation.CheckHealth(), false);
  }

  static ExecutionSpec spec(RolloutPolicy policy, Operation operation, boolean dryRun) {
    return new ExecutionSpec(
        ClusterSelector.ALL,
        operation,
        policy,
        new OutputPolicy(OutputPolicy.Format.OBJECTS, 1024),
        dryRun,
        java.util.List.of(),
        "",
        "");
  }

  /** The facts of an execution, from the first to the last. */
  Multi<Told> facts(Executions executions, String executionId) {
    return told(executions, executionId, 0, Duration.ofDays(1))
        .select()
        .where(t -> !t.isProgress());
  }

  /** What the log of an execution has now. */
  List<Told> logged(String executionId) {
    long newest = log.newest(executionId).await().indefinitely();
    return Cursor.read(log, executionId, 1)
        .select()
        .first(newest)
        .map(record -> Told.of(new StreamEvent.Fact(executionId, record), codec))
        .collect()
        .asList()
        .await()
        .indefinitely();
  }

  Multi<Told> told(Executions executions, String executionId, long from, Duration interval) {
    return executions.watch(executionId, from, interval).map(event -> Told.of(event, codec));
  }

  static List<String> kinds(List<Told> events) {
    return events.stream().map(event -> event.payload().getClass().getSimpleName()).toList();
  }

  @Override
  public Uni<ClusterAnswer> run(Cluster cluster, Execution execution, AttemptNotes notes) {
    return Uni.createFrom()
        .deferred(
            () -> {
              started.incrementAndGet();
              mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
              return behaviour.apply(cluster, notes);
            })
        .onTermination()
        .invoke(running::decrementAndGet);
  }

  @Override
  public List<Cluster> clusters() {
    return clusters;
  }

  @Override
  public @Nullable Cluster find(String name) {
    return clusters.stream().filter(each -> each.name().equals(name)).findAny().orElse(null);
  }

  @Override
  public @Nullable ClusterHealth health(String cluster) {
    return health.get(cluster);
  }

  @Override
  public Cancellable follow(Runnable changed) {
    followers.add(changed);
    return () -> followers.remove(changed);
  }

  @Override
  public List<String> warnings() {
    return List.of();
  }
}
