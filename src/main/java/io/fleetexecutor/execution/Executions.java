package io.fleetexecutor.execution;

import io.fleetexecutor.access.Grants;
import io.fleetexecutor.access.NotPermittedException;
import io.fleetexecutor.limit.Places;
import io.fleetexecutor.limit.Places.Place;
import io.fleetexecutor.log.EntryKey;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.PageLimit;
import io.fleetexecutor.log.RecordLabel;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.pool.WorkerPool;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The executions that there are: starts them, and tells of them. What it told is durable. While
 * draining none starts; those that run go on until the grace period is over and are then stopped,
 * each with its summary.
 */
public final class Executions {
  private static final Logger LOG = Logger.getLogger(Executions.class);

  private final Planner planner;
  private final Places places;
  private final SameRequests same = new SameRequests();
  private final Journal journal;
  private final ExecutionLog log;
  private final Engine engine;
  private final EngineHost host;
  private final PastExecutions past;
  private final Snapshots snapshots;
  private final ProgressReporter progress;
  private final Leadership leadership;
  private final ExecutionControl control;
  private final ScheduledExecutorService timers;
  private final Supplier<String> ids;
  private volatile boolean draining;

  public Executions(
      ClusterRegistry registry,
      OperationRunner runner,
      WorkerPool<ClusterAnswer> pool,
      PlanDefaults defaults,
      ExecutionLimits limits,
      ExecutionLog log,
      EventCodec codec,
      Leadership leadership,
      Clockwork clockwork,
      Witness witness,
      Supplier<String> ids) {
    this.planner = new Planner(registry, defaults, limits);
    this.places = new Places(limits.executions());
    this.journal = new Journal(log, codec, clockwork.clock(), witness);
    this.log = log;
    var attempting = new Attempting(runner, codec, clockwork.timers(), leadership::isHeld);
    this.engine = new Engine(planner, attempting, pool, journal, places, clockwork);
    this.host = new EngineHost(registry, journal, attempting, engine.active(), () -> !draining);
    this.past = new PastExecutions(log, codec, journal);
    this.progress = new ProgressReporter(clockwork.clock(), clockwork.timers());
    this.leadership = leadership;
    this.snapshots = new Snapshots(journal, engine, past, leadership);
    this.control = new ExecutionControl(engine, journal, leadership, snapshots::get);
    this.timers = clockwork.timers();
    this.ids = ids;
  }

  /**
   * What the spec would run.
   *
   * @throws NotPermittedException where the grants do not suffice
   * @throws FailedPreconditionException when the fleet is not as the spec asks
   * @throws UnfitPolicyException when the rollout policy does not fit it
   * @throws LimitExceededException when it has too many clusters
   */
  public ExecutionPlan plan(ExecutionSpec spec, Grants grants) {
    return planner.plan(spec, grants);
  }

  /**
   * Starts an execution, and gives its id once its acceptance is durable; where its request id is
   * known, gives the id of the execution that it started before.
   *
   * <p>Fails with {@link NotPermittedException} where the grants do not suffice, with {@link
   * FailedPreconditionException} when the fleet, or the execution to retry, is not as the request
   * asks, with {@link UnfitPolicyException}, {@link RequestIdReusedException}, with {@link
   * LimitExceededException}, {@link DrainingException} and with {@link LogException}.
   */
  public Uni<String> start(StartRequest request) {
    if (request.requestId().isEmpty()) {
      return create(request);
    }
    return log.findByRequestId(request.requestId())
        .chain(
            known ->
                known == null
                    ? same.start(request.requestId(), () -> create(request), () -> start(request))
                    : Uni.createFrom().item(() -> attach(request, known)));
  }

  private String attach(StartRequest request, ExecutionEntry known) {
    if (known.fingerprint().equals(request.fingerprint())) {
      return known.id();
    }
    boolean isOwn = request.grants().isOfCallerOf(journal.execution(known));
    throw new RequestIdReusedException(request.requestId(), isOwn ? known.id() : "");
  }

  /** Not to be cancelled half way: what is in the log is run. */
  private Uni<String> create(StartRequest request) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Runnable end = engine.active().begin();
              Uni.createFrom()
                  .deferred(() -> createInPlace(request))
                  .onTermination()
                  .invoke(end)
                  .subscribe()
                  .with(emitter::complete, emitter::fail);
            });
  }

  private Uni<String> createInPlace(StartRequest request) {
    if (draining) {
      throw new DrainingException();
    }
    @Nullable Place place = places.take(request.caller());
    if (place == null) {
      throw LimitExceededException.executions(request.caller(), places.limit());
    }
    return Uni.createFrom()
        .deferred(() -> accepted(request))
        .chain(execution -> create(request, execution, place))
        .onFailure()
        .invoke(place::giveBack);
  }

  private Uni<Execution> accepted(StartRequest request) {
    return switch (request.source()) {
      case StartRequest.NewSpec source ->
          Uni.createFrom()
              .item(
                  accepted(
                      request, "", source.spec(), planner.plan(source.spec(), request.grants())));
      case StartRequest.Retry retry ->
          past.select(retry)
              .map(
                  again ->
                      accepted(
                          request,
                          retry.executionId(),
                          again.spec(),
                          planner.planAgain(again.spec(), again.waves(), request.grants())));
    };
  }

  private Execution accepted(
      StartRequest request, String retryOf, ExecutionSpec spec, ExecutionPlan plan) {
    Execution accepted =
        Execution.accepted(
            ids.get(), request.grants().caller(), retryOf, spec, plan, journal.clock().instant());
    return request.grants().showSecrets(accepted) ? accepted.showingSecrets() : accepted;
  }

  private Uni<String> create(StartRequest request, Execution execution, Place place) {
    return journal
        .create(execution, request.requestId(), request.fingerprint())
        .map(
            entry -> {
              if (!entry.id().equals(execution.id())) {
                place.giveBack();
                return attach(request, entry);
              }
              engine.run(Checkpoint.start(execution), place);
              return execution.id();
            });
  }

  /**
   * The events of an execution from a sequence on, live ones included, to its last. Every
   * subscriber reads at its own pace, which is nobody else's.
   *
   * @param progressInterval zero: progress after every change
   */
  public Multi<StreamEvent> watch(
      String executionId, long startSequence, Duration progressInterval) {
    long from = Sequence.position(startSequence);
    return Uni.combine()
        .all()
        .unis(journal.find(executionId), log.count(executionId, from))
        .with((execution, before) -> Counts.of(execution.plan().clusterCount(), before))
        .onItem()
        .transformToMulti(
            counts ->
                progress.report(
                    executionId,
                    counts,
                    Cursor.read(log, executionId, from, engine.guard(executionId)),
                    progressInterval));
  }

  /** Who started it and what, without its clusters; fails with {@link LogException}. */
  public Uni<Execution> outline(String executionId) {
    return journal.find(executionId);
  }

  /** The execution as it is now; fails with {@link LogException}. */
  public Uni<Execution> get(String executionId) {
    return snapshots.get(executionId);
  }

  /**
   * Executions that pass, the newest first, in outline.
   *
   * @param after the last one of the page before; null: from the newest
   */
  public Uni<List<Execution>> list(
      @Nullable EntryKey after, int limit, Predicate<Execution> filter) {
    return snapshots.list(after, limit, filter);
  }

  /** Results so far, in the order in which they came; fails with {@link LogException}. */
  public Uni<LogPage> results(
      String executionId, long after, PageLimit limit, Predicate<RecordLabel> filter) {
    return log.results(executionId, after, limit, filter);
  }

  /** Where executions are stopped, paused and resumed. */
  public ExecutionControl control() {
    return control;
  }

  /**
   * Goes on with the executions that a server left when it died; to be called once, before any
   * other starts. One that cannot go on hinders no other.
   */
  public Uni<Void> recover(OnRestart onRestart) {
    Stop stop = onRestart == OnRestart.CANCEL ? Stop.RESTARTED : null;
    return leadership.begin(
        new EngineLeader(engine, control, journal.codec(), () -> !draining, stop), host);
  }

  /**
   * Takes no new execution from now on, and completes when none runs any more: when all have ended,
   * or were stopped after the grace period. One that waits for a caller or for time, and runs
   * nothing, is left as it is, for {@link #recover} to go on with. Where there are other processes,
   * nothing starts any more, and each execution is theirs as soon as nothing of it runs here, at
   * the latest after the grace period; what runs here for theirs is ended then, too.
   */
  public Uni<Void> drain(Duration grace) {
    draining = true;
    leadership.drain();
    engine.suspendIdle();
    if (leadership.isShared()) {
      engine.handOverAll(leadership::handOver);
    }
    return engine
        .active()
        .allEnded()
        .ifNoItem()
        .after(grace)
        .on(timers)
        .recoverWithUni(
            () -> {
              engine.suspendIdle();
              leadership.stopHelping();
              if (leadership.isShared()) {
                engine.letGoAll();
              } else {
                engine.stopAll(Stop.SHUTDOWN);
              }
              return engine.active().allEnded();
            });
  }

  public int runningCount() {
    return engine.runningCount();
  }

  public boolean isDraining() {
    return draining;
  }
}
