package io.fleetexecutor.execution;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.pool.WorkerPool;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plans and starts executions, and knows those that run. While draining none starts; those that run
 * go on until the grace period is over and are then stopped, each with its summary.
 */
public final class Executions {
  private final Planner planner;
  private final OperationRunner runner;
  private final WorkerPool<ClusterAnswer> pool;
  private final InstantSource clock;
  private final ScheduledExecutorService timers;
  private final Supplier<String> ids;
  private final Map<ExecutionRun, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
  private volatile boolean draining;

  public Executions(
      ClusterRegistry registry,
      OperationRunner runner,
      WorkerPool<ClusterAnswer> pool,
      PlanDefaults defaults,
      InstantSource clock,
      ScheduledExecutorService timers,
      Supplier<String> ids) {
    this.planner = new Planner(registry, defaults);
    this.runner = runner;
    this.pool = pool;
    this.clock = clock;
    this.timers = timers;
    this.ids = ids;
  }

  /**
   * What the spec would run.
   *
   * @throws FailedPreconditionException when the fleet is not as the spec asks
   */
  public ExecutionPlan plan(ExecutionSpec spec) {
    return planner.plan(spec);
  }

  /**
   * An execution that starts when it is subscribed to, once, and ends when the subscription is
   * cancelled, its requests to clusters included.
   *
   * @throws FailedPreconditionException when the fleet is not as the spec asks
   * @throws DrainingException while draining
   */
  public Multi<ExecutionEvent> start(ExecutionSpec spec) {
    if (draining) {
      throw new DrainingException();
    }
    ExecutionPlan plan = planner.plan(spec);
    return Multi.createFrom().deferred(() -> run(spec, plan));
  }

  private Multi<ExecutionEvent> run(ExecutionSpec spec, ExecutionPlan plan) {
    var accepted =
        new Execution(
            ids.get(), spec, plan, ExecutionState.RUNNING, "", clock.instant(), null, null);
    var run = new ExecutionRun(accepted, pool, new Attempt(runner, timers, spec, plan), clock);
    var ended = new CompletableFuture<@Nullable Void>();
    running.put(run, ended);
    if (draining) {
      running.remove(run);
      throw new DrainingException();
    }
    @Nullable ScheduledFuture<?> timeout = scheduleTimeout(run, plan.executionTimeout());
    return run.events()
        .onTermination()
        .invoke(
            () -> {
              if (timeout != null) {
                timeout.cancel(false);
              }
              running.remove(run);
              ended.complete(null);
            });
  }

  private @Nullable ScheduledFuture<?> scheduleTimeout(
      ExecutionRun run, @Nullable Duration executionTimeout) {
    return executionTimeout == null
        ? null
        : timers.schedule(
            () -> run.stop(Stop.timedOut(executionTimeout)),
            TimeUnit.NANOSECONDS.convert(executionTimeout),
            TimeUnit.NANOSECONDS);
  }

  /**
   * Takes no new execution from now on, and completes when none runs any more: when all have ended,
   * or were stopped after the grace period and their events were read.
   */
  public Uni<Void> drain(Duration grace) {
    draining = true;
    return allEnded()
        .ifNoItem()
        .after(grace)
        .on(timers)
        .recoverWithUni(
            () -> {
              running.keySet().forEach(run -> run.stop(Stop.SHUTDOWN));
              return allEnded();
            });
  }

  private Uni<Void> allEnded() {
    return Uni.createFrom()
        .completionStage(
            () -> CompletableFuture.allOf(running.values().toArray(CompletableFuture[]::new)));
  }

  public int runningCount() {
    return running.size();
  }

  public boolean isDraining() {
    return draining;
  }
}
