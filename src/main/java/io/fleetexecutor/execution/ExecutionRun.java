package io.fleetexecutor.execution;

import io.fleetexecutor.execution.Checkpoint.UnderWay;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
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
  private final AtomicReference<@Nullable Stopping> stopping = new AtomicReference<>();
  private final CompletableFuture<@Nullable Void> cutOff = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> overrunWritten = new CompletableFuture<>();

  /**
   * @param cutsOff whether running clusters end with it
   * @param announced completes when it is durable
   */
  private record Stopping(Stop why, boolean cutsOff, Uni<Void> announced) {}

  private record Turn(Cluster cluster, AttemptNotes notes) {}

  ExecutionRun(Checkpoint from, WorkerPool<ClusterAnswer> pool, Attempt attempt, Journal journal) {
    this.from = from;
    this.pool = pool;
    this.attempt = attempt;
    this.journal = journal;
    this.tally = from.tally();
    this.rollout = new Rollout(from.budgets(), left(), this::goesOn);
    this.turns = new Turns<>(this::turn, rollout::isOver);
    if (from.stop() != null) {
      begin(new Stopping(from.stop(), cutsOff(from.stop()), Uni.createFrom().voidItem()));
    }
  }

  String id() {
    return from.accepted().id();
  }

  /** Why it ends early; null where it does not. */
  @Nullable Stop stopping() {
    Stopping now = stopping.get();
    return now == null ? null : now.why();
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
    Stopping next = new Stopping(why, true, announcement);
    if (replace(next)) {
      // Before the results that it leads to.
      announcement.subscribe().with(done -> {}, failure -> {});
      carryOut(next);
    }
    return Objects.requireNonNull(stopping.get()).announced();
  }

  private boolean cutsOff(Stop why) {
    return !why.isVerdict() || from.accepted().plan().failureLimits().onStop() == OnStop.ABORT;
  }

  private boolean begin(Stopping next) {
    boolean isNew = replace(next);
    if (isNew) {
      carryOut(next);
    }
    return isNew;
  }

  /** A stop that spares running clusters gives way to one that does not, and no other does. */
  private boolean replace(Stopping next) {
    Stopping before = stopping.get();
    while (before == null || (next.cutsOff() && !before.cutsOff())) {
      if (stopping.compareAndSet(before, next)) {
        return true;
      }
      before = stopping.get();
    }
    return false;
  }

  private void carryOut(Stopping now) {
    rollout.close();
    if (now.cutsOff()) {
      cutOff.complete(null);
    }
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
    return begin(new Stopping(why, cutsOff(why), Uni.createFrom().completionStage(overrunWritten)));
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
    Stopping now = stopping.get();
    return from.underWay().containsKey(cluster) && !isChange() && (now == null || !now.cutsOff());
  }

  private boolean isChange() {
    return from.accepted().spec().isChange();
  }

  private Multi<ExecutionEvent> events() {
    return pool.signals(
            turns.items(),
            from.accepted().plan().maxParallelClusters(),
            Uni.createFrom().completionStage(cutOff.copy()))
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
    List<ExecutionEvent> events = finished(clusterResult(result, own.notes()));
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

  private ClusterResult clusterResult(Result<ClusterAnswer> result, AttemptNotes own) {
    UnderWay before = from.underWay().get(result.clusterName());
    if (before == null) {
      return new ClusterResult(
          result.clusterName(),
          result.startTime() == null ? 0 : 1,
          result.startTime(),
          result.duration(),
          answer(result, own, false));
    }
    Instant now = journal.clock().instant();
    return new ClusterResult(
        result.clusterName(),
        result.startTime() == null ? before.attempt() : before.attempt() + 1,
        before.startTime(),
        Restart.duration(before, now),
        answer(result, own, true));
  }

  private ClusterAnswer answer(
      Result<ClusterAnswer> result, AttemptNotes own, boolean startedBefore) {
    return switch (result.outcome()) {
      case SUCCEEDED -> Objects.requireNonNull(result.value());
      case FAILED ->
          attempt.end(
              own,
              Attempt.unexpected(result.clusterName(), Objects.requireNonNull(result.error())));
      case CANCELLED -> attempt.end(own, whyStopped().running());
      case NOT_STARTED -> startedBefore ? whyStopped().running() : whyStopped().waiting();
    };
  }

  private Stop whyStopped() {
    // The pool stops by itself only when it is shut down under a running execution.
    return Objects.requireNonNullElse(stopping(), Stop.SHUTDOWN);
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
        ? end(whyStopped().state(), whyStopped().reason(), summary)
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
