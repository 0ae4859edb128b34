package io.fleetexecutor.execution;

import io.fleetexecutor.execution.Checkpoint.UnderWay;
import io.fleetexecutor.log.Appended;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.ExecutionSummary;
import io.fleetexecutor.pool.Result;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
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
  private final Map<String, AttemptNotes> notes = new ConcurrentHashMap<>();
  private final CompletableFuture<Stop> stop = new CompletableFuture<>();
  private final AtomicReference<@Nullable Uni<Void>> announced = new AtomicReference<>();

  ExecutionRun(Checkpoint from, WorkerPool<ClusterAnswer> pool, Attempt attempt, Journal journal) {
    this.from = from;
    this.pool = pool;
    this.attempt = attempt;
    this.journal = journal;
    this.tally = from.tally();
    if (from.stop() != null) {
      stop.complete(from.stop());
    }
  }

  String id() {
    return from.accepted().id();
  }

  /** Why it ends early; null where it does not. */
  @Nullable Stop stopping() {
    return stop.getNow(null);
  }

  /** The execution as it is now. */
  Execution now() {
    Execution accepted = from.accepted();
    Stop why = stop.getNow(null);
    return (why == null ? accepted : accepted.stopping(why.reason())).soFar(summary());
  }

  /**
   * Ends it early, at once; the first reason counts. Completes when that is durable, or when the
   * execution has ended.
   */
  Uni<Void> stop(Stop why) {
    if (!stop.isDone()) {
      Uni<Void> announcement =
          journal
              .append(id(), why.announcement())
              .replaceWithVoid()
              .onFailure(IllegalStateException.class)
              .recoverWithNull()
              .memoize()
              .indefinitely();
      if (announced.compareAndSet(null, announcement)) {
        // Before the results that it leads to.
        announcement.subscribe().with(done -> {}, failure -> {});
        stop.complete(why);
      }
    }
    return Objects.requireNonNullElse(announced.get(), Uni.createFrom().voidItem());
  }

  /** Runs what is left, once; fails when the log does, and then nothing runs any more. */
  Uni<Void> run() {
    return Multi.createBy()
        .concatenating()
        .streams(unfinishedBusiness(), events())
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
        .chain(() -> journal.end(ended()));
  }

  /** What becomes of the clusters that were under way when the server died. */
  private Multi<ExecutionEvent> unfinishedBusiness() {
    return Multi.createFrom()
        .items(() -> from.underWay().entrySet().stream())
        .select()
        .where(cluster -> isChange() || !stop.isDone())
        .map(
            cluster ->
                Restart.event(
                    cluster.getKey(), cluster.getValue(), isChange(), journal.clock().instant()));
  }

  private boolean isChange() {
    return from.accepted().spec().isChange();
  }

  private Multi<ExecutionEvent> events() {
    return pool.signals(
            Multi.createFrom().items(() -> left().map(this::task)),
            from.accepted().plan().maxParallelClusters(),
            Uni.createFrom().completionStage(stop.copy()))
        .onItem()
        .transformToIterable(this::event);
  }

  private Stream<Cluster> left() {
    return from.accepted().plan().clusters().stream()
        .filter(cluster -> !from.finished().contains(cluster.name()))
        .filter(cluster -> !isChange() || !from.underWay().containsKey(cluster.name()));
  }

  private Task<ClusterAnswer> task(Cluster cluster) {
    var own = new AttemptNotes();
    notes.put(cluster.name(), own);
    return Task.of(cluster.name(), () -> attempt.at(cluster, own));
  }

  private List<ExecutionEvent> event(Signal<ClusterAnswer> signal) {
    return switch (signal) {
      case Started<ClusterAnswer> started ->
          from.underWay().containsKey(started.clusterName())
              ? List.of()
              : List.of(new ClusterStarted(started.clusterName()));
      case Result<ClusterAnswer> result -> List.of(new ClusterFinished(clusterResult(result)));
    };
  }

  private ClusterResult clusterResult(Result<ClusterAnswer> result) {
    UnderWay before = from.underWay().get(result.clusterName());
    if (before == null) {
      return new ClusterResult(
          result.clusterName(),
          result.startTime() == null ? 0 : 1,
          result.startTime(),
          result.duration(),
          answer(result, false));
    }
    Instant now = journal.clock().instant();
    return new ClusterResult(
        result.clusterName(),
        result.startTime() == null ? before.attempt() : before.attempt() + 1,
        before.startTime(),
        Restart.duration(before, now),
        answer(result, true));
  }

  private ClusterAnswer answer(Result<ClusterAnswer> result, boolean startedBefore) {
    AttemptNotes own = Objects.requireNonNull(notes.remove(result.clusterName()));
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
    return stop.getNow(Stop.SHUTDOWN);
  }

  private void count(ExecutionEvent event) {
    switch (event) {
      case ClusterStarted started -> tally.started();
      case ClusterFinished finished -> tally.finished(finished.result());
      default -> {
        // Of the execution, or of an attempt among several.
      }
    }
  }

  private Execution ended() {
    ExecutionSummary summary = summary();
    return tally.cutShort()
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
