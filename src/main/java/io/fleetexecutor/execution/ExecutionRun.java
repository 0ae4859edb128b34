package io.fleetexecutor.execution;

import io.fleetexecutor.execution.FailureBudgets.Overrun;
import io.fleetexecutor.log.Appended;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.ExecutionSummary;
import io.fleetexecutor.model.FailurePolicy.OnStop;
import io.fleetexecutor.pool.Result;
import io.fleetexecutor.pool.Result.Outcome;
import io.fleetexecutor.pool.Signal;
import io.fleetexecutor.pool.Started;
import io.fleetexecutor.pool.Task;
import io.fleetexecutor.pool.WorkerPool;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One execution from where it is to its summary. Its events go to its log in order: one
 * ClusterFinished for each planned cluster, ExecutionFinished once and last. It goes on only as
 * fast as they are written: no more than {@value #UNDER_WAY} of them are on their way to the log,
 * and no more results than {@code maxParallelClusters} wait for that.
 */
final class ExecutionRun {
  private static final int UNDER_WAY = 64;

  private final Checkpoint from;
  private final WorkerPool<ClusterAnswer> pool;
  private final Attempt attempt;
  private final Journal journal;
  private final Tally tally;
  // Of each cluster that the pool has, from before it may run until it has its result.
  private final Map<String, Turn> underWay = new ConcurrentHashMap<>();
  private final Rollout rollout;
  private final Turns<Task<ClusterAnswer>> turns;
  private final Stopping stopping = new Stopping();
  private final Outcomes outcomes;
  private final CompletableFuture<@Nullable Void> overrunWritten = new CompletableFuture<>();

  private record Turn(Cluster cluster, AttemptNotes notes) {}

  ExecutionRun(Checkpoint from, WorkerPool<ClusterAnswer> pool, Attempt attempt, Journal journal) {
    this.from = from;
    this.pool = pool;
    this.attempt = attempt;
    this.journal = journal;
    this.tally = from.tally();
    this.outcomes = new Outcomes(from, attempt, stopping, journal.clock());
    this.rollout = new Rollout(from.budgets(), left(), this::goesOn);
    this.turns = new Turns<>(this::turn, rollout::isOver);
    if (from.stop() != null) {
      begin(from.stop(), Uni.createFrom().voidItem());
    }
  }

  String id() {
    return from.accepted().id();
  }

  /** Why it ends early; null where it does not. */
  @Nullable Stop stopping() {
    return stopping.why();
  }

  /** The execution as it is now. */
  Execution now() {
    Execution accepted = from.accepted();
    Stop why = stopping();
    return (why == null ? accepted : accepted.stopping(why.reason())).soFar(summary());
  }

  /**
   * Ends it early, at once; the first reason counts that cuts running clusters off. Completes when
   * that is durable, or when the execution has ended.
   */
  Uni<Void> stop(Stop why) {
    Uni<Void> announcement =
        journal
            .append(id(), why.announcement())
            .replaceWithVoid()
            .onFailure(IllegalStateException.class)
            .recoverWithNull()
            .memoize()
            .indefinitely();
    if (stopping.begin(why, true, announcement)) {
      // Before the results that it leads to.
      announcement.subscribe().with(done -> {}, failure -> {});
      carryOut();
    }
    return stopping.announced();
  }

  private boolean begin(Stop why, Uni<Void> announced) {
    boolean cutsOff =
        !why.isVerdict() || from.accepted().plan().failureLimits().onStop() == OnStop.ABORT;
    boolean isNew = stopping.begin(why, cutsOff, announced);
    if (isNew) {
      carryOut();
    }
    return isNew;
  }

  private void carryOut() {
    rollout.close();
    stopping.carryOut();
    turns.wake();
  }

  /** Runs what is left, once; fails when the log does, and then nothing runs any more. */
  Uni<Void> run() {
    return Multi.createBy()
        .concatenating()
        .streams(overrun(), unfinishedBusiness(), events())
        .onItem()
        .transformToUni(
            event ->
                journal
                    .append(id(), event)
                    .map(appended -> appended == Appended.WRITTEN ? event : null))
        .merge(UNDER_WAY)
        .onItem()
        .invoke(this::count)
        .onItem()
        .ignoreAsUni()
        .chain(() -> journal.end(ended()))
        .onTermination()
        .invoke(() -> overrunWritten.complete(null));
  }

  /** A budget was exceeded, and the server died before it had told so. */
  private Multi<ExecutionEvent> overrun() {
    return Multi.createFrom()
        .items(() -> Optional.ofNullable(from.budgets().overrun()).stream())
        .filter(overrun -> overran(overrun.stop()))
        .map(overrun -> overrun.stop().announcement());
  }

  private boolean overran(Stop why) {
    return begin(why, Uni.createFrom().completionStage(overrunWritten));
  }

  /** What becomes of the clusters that were under way when the server died. */
  private Multi<ExecutionEvent> unfinishedBusiness() {
    return Multi.createFrom()
        .items(() -> from.underWay().entrySet().stream())
        .select()
        .where(cluster -> isChange() || goesOn(cluster.getKey()))
        .map(
            cluster ->
                Restart.event(
                    cluster.getKey(), cluster.getValue(), isChange(), journal.clock().instant()))
        .onItem()
        .transformToIterable(
            event -> {
              if (event instanceof ClusterFinished finished) {
                rollout.ended(finished.result().cluster(), finished.result().state());
                return finished(finished.result());
              }
              return List.of(event);
            });
  }

  /** Whether a cluster that was under way when the server died is tried again. */
  private boolean goesOn(String cluster) {
    return from.underWay().containsKey(cluster) && !isChange() && !stopping.isCutOff();
  }

  private boolean isChange() {
    return from.accepted().spec().isChange();
  }

  private Multi<ExecutionEvent> events() {
    return pool.signals(
            turns.items(), from.accepted().plan().maxParallelClusters(), stopping.cutOff())
        .onItem()
        .transformToIterable(this::events);
  }

  private List<Cluster> left() {
    return from.accepted().plan().clusters().stream()
        .filter(cluster -> !from.finished().contains(cluster.name()))
        .filter(cluster -> !isChange() || !from.underWay().containsKey(cluster.name()))
        .toList();
  }

  private @Nullable Task<ClusterAnswer> turn() {
    Cluster cluster = rollout.next();
    return cluster == null ? null : task(cluster);
  }

  private Task<ClusterAnswer> task(Cluster cluster) {
    var own = new Turn(cluster, new AttemptNotes());
    underWay.put(cluster.name(), own);
    return Task.of(
            cluster.name(),
            () ->
                attempt
                    .at(cluster, own.notes())
                    .invoke(answer -> rollout.ended(cluster.name(), answer.state())))
        .admittedBy(() -> rollout.mayStart(cluster.name()));
  }

  private List<ExecutionEvent> events(Signal<ClusterAnswer> signal) {
    return switch (signal) {
      case Started<ClusterAnswer> started ->
          from.underWay().containsKey(started.clusterName())
              ? List.of()
              : List.of(new ClusterStarted(started.clusterName()));
      case Result<ClusterAnswer> result -> events(result);
    };
  }

  private List<ExecutionEvent> events(Result<ClusterAnswer> result) {
    Turn own = Objects.requireNonNull(underWay.remove(result.clusterName()));
    if (result.outcome() == Outcome.NOT_STARTED && rollout.giveBack(own.cluster())) {
      return List.of();
    }
    if (result.outcome() == Outcome.FAILED) {
      rollout.ended(result.clusterName(), ClusterState.FAILED);
    }
    List<ExecutionEvent> events = finished(outcomes.of(result, own.notes()));
    rollout.finished();
    turns.wake();
    return events;
  }

  /** The result, and if it was the last straw, that the execution stops. */
  private List<ExecutionEvent> finished(ClusterResult result) {
    var finished = new ClusterFinished(result);
    Overrun overrun = from.budgets().overrun();
    return overrun != null && overrun.cluster().equals(result.cluster()) && overran(overrun.stop())
        ? List.of(finished, overrun.stop().announcement())
        : List.of(finished);
  }

  private void count(ExecutionEvent event) {
    switch (event) {
      case ClusterStarted started -> tally.started();
      case ClusterFinished finished -> tally.finished(finished.result());
      case ExecutionStateChanged changed -> overrunWritten.complete(null);
      default -> {
        // Of the execution, or of an attempt among several.
      }
    }
  }

  private Execution ended() {
    ExecutionSummary summary = summary();
    Stop why = stopping();
    boolean isCutShort = tally.cutShort() || (why != null && why.isVerdict());
    return isCutShort
        ? end(stopping.cause().state(), stopping.cause().reason(), summary)
        : end(completed(summary), "", summary);
  }

  private Execution end(ExecutionState state, String reason, ExecutionSummary summary) {
    return from.accepted().ended(state, reason, journal.clock().instant(), summary);
  }

  private ExecutionSummary summary() {
    return tally.summary(Duration.between(from.accepted().createTime(), journal.clock().instant()));
  }

  private static ExecutionState completed(ExecutionSummary summary) {
    return summary.counts().count(ClusterState.SUCCEEDED) == summary.counts().total()
        ? ExecutionState.SUCCEEDED
        : ExecutionState.COMPLETED_WITH_FAILURES;
  }
}
