package io.fleetexecutor.execution;

import io.fleetexecutor.log.Appended;
import io.fleetexecutor.model.BudgetOverrun;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptStarted;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.FailurePolicy.OnStop;
import io.fleetexecutor.pool.Result;
import io.fleetexecutor.pool.Signal;
import io.fleetexecutor.pool.Started;
import io.fleetexecutor.pool.Task;
import io.fleetexecutor.pool.WorkerPool;
import io.fleetexecutor.rollout.RetryRule;
import io.fleetexecutor.rollout.Rollout;
import io.fleetexecutor.rollout.Turn;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
  private final Journal journal;
  private final InstantSource clock;
  private final Rollout rollout;
  private final Stopping stopping = new Stopping();
  private final Conclusion conclusion;
  private final Attempts attempts;
  private final Turns<Task<ClusterAnswer>> turns;
  private final Alarm nextTurn;
  private final Progression progression;
  private final CompletableFuture<@Nullable Void> overrunWritten = new CompletableFuture<>();
  private final HandOver handOver;

  ExecutionRun(
      Checkpoint from,
      WorkerPool<ClusterAnswer> pool,
      Attempt attempt,
      Journal journal,
      Clockwork clockwork) {
    Execution execution = from.accepted();
    this.from = from;
    this.pool = pool;
    this.journal = journal;
    this.clock = clockwork.clock();
    this.rollout = from.rollout();
    this.conclusion = new Conclusion(execution, from.tally(), rollout, stopping, clock);
    this.attempts =
        new Attempts(
            execution,
            rollout,
            attempt,
            new RetryRule(execution.spec(), execution.plan().retryPolicy(), clockwork.random()),
            stopping,
            clock);
    this.handOver = new HandOver(attempts);
    this.turns = new Turns<>(this::turn, rollout::isOver);
    this.nextTurn = new Alarm(clockwork, turns::wake);
    this.progression =
        new Progression(
            execution, rollout, journal, clockwork, stopping, attempts, turns::wake, turns::fail);
    from.underWay().entrySet().stream()
        .filter(cluster -> !isInterrupted(cluster.getValue()))
        .forEach(cluster -> attempts.resume(cluster.getKey(), cluster.getValue()));
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
    Stop why = stopping();
    return (why == null ? progression.now() : from.accepted().stopping(why.reason()))
        .soFar(conclusion.soFar());
  }

  /** Where it can be paused and resumed. */
  Progression progression() {
    return progression;
  }

  /**
   * Ends it early, at once; the first reason counts that cuts running clusters off. Completes when
   * that is durable, or when the execution has ended.
   */
  Uni<Void> stop(Stop why) {
    Uni<Void> announcement = journal.announce(id(), why.announcement()).memoize().indefinitely();
    if (stopping.begin(why, true, announcement)) {
      // Before the results that it leads to.
      announcement.subscribe().with(done -> {}, failure -> {});
      carryOut();
    }
    return stopping.announced();
  }

  /** The same, without waiting for it. */
  void stopNow(Stop why) {
    stop(why).subscribe().with(done -> {}, failure -> {}); // The run fails with it, too.
  }

  /**
   * Whether it may be left as it is, for another process to go on with: nothing runs, and nothing
   * will start any more.
   */
  boolean suspend() {
    return stopping() == null && rollout.suspend(clock.instant());
  }

  /**
   * Starts nothing any more, and completes once nothing runs and the log has all that did; for
   * another process to go on with it.
   */
  Uni<Void> handOver() {
    rollout.hold();
    return handOver.begin();
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
    rollout.close(stopping.isCutOff());
    stopping.carryOut();
    turns.wake();
  }

  /** Runs what is left, once; fails when the log does, and then nothing runs any more. */
  Uni<Void> run() {
    progression.advance();
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
        .invoke(this::written)
        .onItem()
        .ignoreAsUni()
        .chain(() -> journal.end(conclusion.ended()))
        .onTermination()
        .invoke(this::release);
  }

  private void release() {
    overrunWritten.complete(null);
    nextTurn.off();
    progression.end();
    attempts.end();
  }

  /** A budget was exceeded, and the server died before it had told so. */
  private Multi<ExecutionEvent> overrun() {
    return Multi.createFrom()
        .items(() -> Optional.ofNullable(rollout.overrun()).stream())
        .map(Stop::overBudget)
        .filter(this::overran)
        .map(Stop::announcement);
  }

  private boolean overran(Stop why) {
    return begin(why, Uni.createFrom().completionStage(overrunWritten));
  }

  /** What becomes of the clusters that were running when the server died. */
  private Multi<ExecutionEvent> unfinishedBusiness() {
    return Multi.createFrom()
        .items(() -> from.underWay().entrySet().stream())
        .select()
        .where(cluster -> cluster.getValue().isRunning())
        .onItem()
        .transformToIterable(cluster -> unfinished(cluster.getKey(), cluster.getValue()));
  }

  private List<ExecutionEvent> unfinished(String cluster, UnderWay before) {
    if (isInterrupted(before)) {
      rollout.ended(cluster, ClusterState.INTERRUPTED);
      rollout.done(cluster);
    } else {
      rollout.attemptFailed(cluster);
      rollout.retry(cluster, clock.instant());
      if (stopping.isCutOff()) {
        return List.of(); // It is not tried again, and its result says why.
      }
    }
    return withOverrun(Restart.event(cluster, before, isChange(), clock.instant()));
  }

  private boolean isInterrupted(UnderWay cluster) {
    return isChange() && cluster.isRunning();
  }

  private boolean isChange() {
    return from.accepted().spec().isChange();
  }

  private Multi<ExecutionEvent> events() {
    Execution execution = from.accepted();
    int atOnce = execution.plan().pace().maxParallelClusters();
    return pool.signals(id(), execution.owner(), turns.items(), atOnce, stopping.cutOff())
        .onItem()
        .transformToIterable(this::events);
  }

  private @Nullable Task<ClusterAnswer> turn() {
    Turn turn = rollout.next(clock.instant());
    if (turn.next() != null) {
      nextTurn.at(turn.next());
    }
    return turn.cluster() == null ? null : attempts.task(turn.cluster());
  }

  private List<ExecutionEvent> events(Signal<ClusterAnswer> signal) {
    return switch (signal) {
      case Started<ClusterAnswer> started -> withOverrun(attempts.started(started));
      case Result<ClusterAnswer> result -> {
        List<ExecutionEvent> events = withOverrun(attempts.ended(result));
        turns.wake();
        yield events;
      }
    };
  }

  private List<ExecutionEvent> withOverrun(List<ExecutionEvent> events) {
    return events.stream().flatMap(event -> withOverrun(event).stream()).toList();
  }

  /** If it was the last straw, that the execution stops, too. */
  private List<ExecutionEvent> withOverrun(ExecutionEvent event) {
    BudgetOverrun overrun = rollout.overrun();
    if (overrun == null
        || !(event instanceof ClusterFinished finished)
        || !overrun.cluster().equals(finished.result().cluster())) {
      return List.of(event);
    }
    Stop stop = Stop.overBudget(overrun);
    return overran(stop) ? List.of(event, stop.announcement()) : List.of(event);
  }

  private void written(ExecutionEvent event) {
    switch (event) {
      case ClusterStarted started -> {
        from.tally().started();
        attempts.startWritten(started.cluster());
      }
      case ClusterAttemptStarted started -> attempts.startWritten(started.cluster());
      case ClusterFinished finished -> {
        from.tally().finished(finished.result());
        rollout.finished(clock.instant());
        progression.advance();
        handOver.settled(finished.result().cluster());
      }
      case ExecutionStateChanged changed -> overrunWritten.complete(null);
      // It counts when the last one has ended.
      case ClusterAttemptFailed failed -> handOver.settled(failed.cluster());
      default -> throw new IllegalStateException("not told here: " + event);
    }
  }
}
