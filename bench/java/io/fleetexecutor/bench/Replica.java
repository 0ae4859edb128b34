package io.fleetexecutor.bench;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.api.ProtobufEvents;
import io.fleetexecutor.execution.Clockwork;
import io.fleetexecutor.execution.ClusterRegistry;
import io.fleetexecutor.execution.ExecutionLimits;
import io.fleetexecutor.execution.Executions;
import io.fleetexecutor.execution.OnRestart;
import io.fleetexecutor.execution.OperationRunner;
import io.fleetexecutor.execution.PlanDefaults;
import io.fleetexecutor.execution.StartRequest;
import io.fleetexecutor.execution.StartRequest.NewSpec;
import io.fleetexecutor.execution.Witness;
import io.fleetexecutor.jetstream.JetStreamLog;
import io.fleetexecutor.jetstream.NatsSettings;
import io.fleetexecutor.limit.CallerKey;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.PacePolicy;
import io.fleetexecutor.model.RetryPolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.model.TimeoutPolicy;
import io.fleetexecutor.pool.Permits;
import io.fleetexecutor.pool.WorkerPool;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** The engine of one replica, without gRPC and without clusters. */
final class Replica implements AutoCloseable {
  private static final int WORKERS = 256;

  private final ScheduledExecutorService timers =
      Executors.newScheduledThreadPool(1, Thread.ofPlatform().daemon().factory());
  private final JetStreamLog log;
  private final Executions executions;
  private final AtomicInteger made = new AtomicInteger();

  /**
   * @param latency of every cluster
   */
  Replica(String url, String prefix, ClusterRegistry registry, Duration latency) {
    var settings =
        new NatsSettings(
            List.of(url), null, null, prefix, 1, -1, Duration.ofSeconds(5), Duration.ofSeconds(10));
    this.log = JetStreamLog.open(settings, new Permits(WORKERS, 4), timers);
    this.executions =
        new Executions(
            registry,
            runner(latency),
            WorkerPool.of(log.workers(), InstantSource.system(), timers),
            new PlanDefaults(WORKERS, Duration.ofSeconds(30), Duration.ofMinutes(2)),
            new ExecutionLimits(0, 0),
            log,
            new ProtobufEvents(),
            log.leadership(),
            new Clockwork(InstantSource.system(), timers, new Random()),
            Witness.NONE,
            () -> UUID.randomUUID().toString());
    executions.recover(OnRestart.RESUME).await().indefinitely();
  }

  private OperationRunner runner(Duration latency) {
    ClusterAnswer answer = ClusterAnswer.succeeded(null, false, 0).withFingerprint("v1.33.2");
    return (cluster, execution, notes) -> {
      made.incrementAndGet();
      Uni<ClusterAnswer> item = Uni.createFrom().item(answer);
      return latency.isZero() ? item : item.onItem().delayIt().onExecutor(timers).by(latency);
    };
  }

  /** How many attempts it has made. */
  int made() {
    return made.get();
  }

  void reset() {
    made.set(0);
  }

  /** Runs one execution over all clusters to its end; the time that it took, in seconds. */
  double run(int parallel) {
    long start = System.nanoTime();
    String id =
        executions
            .start(
                new StartRequest(
                    new NewSpec(spec(parallel)),
                    "",
                    "",
                    Access.open(false).grants(Caller.ANONYMOUS),
                    CallerKey.of(Caller.ANONYMOUS, "")))
            .await()
            .indefinitely();
    executions.watch(id, 0, Duration.ofDays(1)).collect().last().await().indefinitely();
    double seconds = (System.nanoTime() - start) / 1e9;
    Execution ended = executions.get(id).await().indefinitely();
    if (ended.summary() == null
        || ended.summary().counts().count(ClusterState.SUCCEEDED) != ended.plan().clusterCount()) {
      throw new IllegalStateException("the execution did not succeed: " + ended.state());
    }
    return seconds;
  }

  private static ExecutionSpec spec(int parallel) {
    return new ExecutionSpec(
        ClusterSelector.ALL,
        new Operation.CheckHealth(),
        new RolloutPolicy(
            List.of(),
            "",
            new PacePolicy(new CountOrPercent.Count(parallel), false, 0),
            FailurePolicy.DEFAULT,
            RetryPolicy.NONE,
            TimeoutPolicy.DEFAULT),
        new OutputPolicy(OutputPolicy.Format.OBJECTS, 1024),
        false,
        List.of(),
        "",
        "");
  }

  @Override
  public void close() {
    log.close();
    timers.shutdownNow();
  }
}
