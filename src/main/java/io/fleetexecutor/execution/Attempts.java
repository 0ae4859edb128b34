package io.fleetexecutor.execution;

import static java.util.Objects.requireNonNull;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptStarted;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.pool.Result;
import io.fleetexecutor.pool.Result.Outcome;
import io.fleetexecutor.pool.Started;
import io.fleetexecutor.pool.Task;
import io.fleetexecutor.pool.Worker;
import io.fleetexecutor.rollout.RetryRule;
import io.fleetexecutor.rollout.Rollout;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The attempts at an execution's clusters, as tasks for the pool, and what comes of them as events.
 * An attempt of a change is sent once the log has that it started, so that none is ever sent that
 * nobody knows of.
 */
final class Attempts {
  private static final long NONE = -1;
  private final Rollout rollout;
  private final Attempt attempt;
  private final RetryRule retryRule;
  private final Stopping stopping;
  private final Outcomes outcomes;
  private final InstantSource clock;
  private final Map<String, Cluster> clusters;
  private final Duration clusterTimeout;
  private final boolean isChange;
  // Of each cluster that the pool has, from before it may run until the pool has told how it ended.
  private final Map<String, Open> open = new ConcurrentHashMap<>();
  // Those that an attempt was begun at and of which the log does not have how it ended.
  private final Set<String> unsettled = ConcurrentHashMap.newKeySet();
  // Of each cluster that was tried before, and has no result.
  private final Map<String, UnderWay> tried = new ConcurrentHashMap<>();
  private final Map<String, Instant> deadlines = new ConcurrentHashMap<>();
  // Taken together with the changes of the rollout that they are of, which decide the log's order.
  private final AtomicLong tickets = new AtomicLong();
  private final InOrder<ExecutionEvent> events = new InOrder<>();

  Attempts(
      Execution execution,
      Rollout rollout,
      Attempt attempt,
      RetryRule retryRule,
      Stopping stopping,
      InstantSource clock) {
    this.rollout = rollout;
    this.attempt = attempt;
    this.retryRule = retryRule;
    this.stopping = stopping;
    this.outcomes = new Outcomes(attempt, stopping, clock);
    this.clock = clock;
    this.clusters =
        execution.plan().clusters().stream()
            .collect(Collectors.toMap(Cluster::name, Function.identity()));
    this.clusterTimeout = execution.plan().clusterTimeout();
    this.isChange = execution.spec().isChange();
  }

  /** One attempt, on its way. */
  private static final class Open {
    final int number;
    final AttemptNotes notes;
    final CompletableFuture<@Nullable Void> startWritten = new CompletableFuture<>();
    volatile boolean admitted;
    volatile long startTicket = NONE;
    volatile long endTicket = NONE;
    // Null: there is none after this one.
    volatile @Nullable Duration retryDelay;

    Open(int number, AttemptNotes notes) {
      this.number = number;
      this.notes = notes;
    }
  }

  /** A cluster that was tried before this process was there. */
  void resume(String cluster, UnderWay before) {
    tried.put(cluster, before);
  }

  /** The next attempt at the cluster. */
  Task<ClusterAnswer> task(String cluster) {
    UnderWay before = tried.get(cluster);
    var own = new Open(before == null ? 1 : before.attempts() + 1, attempt.notes());
    open.put(cluster, own);
    return Task.<ClusterAnswer>anywhere(cluster, worker -> run(cluster, own, worker))
        .admittedBy(() -> admit(cluster, own));
  }

  private boolean admit(String cluster, Open own) {
    Instant now = clock.instant();
    synchronized (tickets) {
      unsettled.add(cluster);
      own.admitted = rollout.mayStart(cluster, now);
      if (!own.admitted) {
        unsettled.remove(cluster);
      } else {
        own.startTicket = tickets.getAndIncrement();
        deadlines.computeIfAbsent(cluster, first -> now.plus(clusterTimeout));
      }
      return own.admitted;
    }
  }

  private Uni<ClusterAnswer> run(String cluster, Open own, Worker worker) {
    Uni<?> mayBegin =
        isChange
            ? Uni.createFrom().completionStage(own.startWritten.copy())
            : Uni.createFrom().voidItem();
    return mayBegin
        .chain(
            () ->
                attempt.by(
                    worker, requireNonNull(clusters.get(cluster)), own.notes, timeLeft(cluster)))
        .invoke(answer -> judge(cluster, own, answer));
  }

  private Duration timeLeft(String cluster) {
    return Duration.between(clock.instant(), requireNonNull(deadlines.get(cluster)));
  }

  /** Before its worker is free. */
  private void judge(String cluster, Open own, ClusterAnswer answer) {
    Duration delay = retryDelay(cluster, own, answer);
    own.retryDelay = delay;
    synchronized (tickets) {
      if (delay == null) {
        rollout.ended(cluster, answer.state());
      } else {
        rollout.attemptFailed(cluster);
      }
      own.endTicket = tickets.getAndIncrement();
    }
  }

  private @Nullable Duration retryDelay(String cluster, Open own, ClusterAnswer answer) {
    return stopping.isCutOff() ? null : retryRule.delayAfter(own.number, answer, timeLeft(cluster));
  }

  List<ExecutionEvent> started(Started<ClusterAnswer> started) {
    String cluster = started.clusterName();
    Open own = requireNonNull(open.get(cluster));
    return events.add(
        own.startTicket,
        own.number == 1
            ? new ClusterStarted(cluster)
            : new ClusterAttemptStarted(cluster, own.number));
  }

  /** The log has that the attempt started. */
  void startWritten(String cluster) {
    Open own = open.get(cluster);
    if (own != null) {
      own.startWritten.complete(null);
    }
  }

  /** The log has how the attempt ended. */
  void endWritten(String cluster) {
    unsettled.remove(cluster);
  }

  /** Whether the log has of every attempt how it ended. */
  boolean areSettled() {
    return unsettled.isEmpty();
  }

  /** The log is not written to any more. */
  void end() {
    open.values().forEach(own -> own.startWritten.cancel(false));
  }

  /** Completes when the log has of everything that has started that it did. */
  Uni<Void> startsWritten() {
    CompletableFuture<?>[] starts =
        open.values().stream()
            .filter(own -> own.admitted)
            .map(own -> own.startWritten)
            .toArray(CompletableFuture[]::new);
    return Uni.createFrom()
        .completionStage(CompletableFuture.allOf(starts))
        .onFailure()
        .recoverWithNull(); // The log has ended, and nothing that is not there will be.
  }

  /** What becomes of the cluster; nothing of it where it has its turn again. */
  List<ExecutionEvent> ended(Result<ClusterAnswer> result) {
    String cluster = result.clusterName();
    Open own = requireNonNull(open.remove(cluster));
    own.startWritten.complete(null);
    if (result.outcome() == Outcome.NOT_STARTED && rollout.giveBack(cluster)) {
      return List.of();
    }
    Duration delay = own.retryDelay;
    ExecutionEvent event =
        result.isSuccess() && delay != null ? again(result, own, delay) : finished(result, own);
    return result.isStarted() ? events.add(endTicket(result, own), event) : List.of(event);
  }

  private long endTicket(Result<ClusterAnswer> result, Open own) {
    synchronized (tickets) {
      if (own.endTicket == NONE) {
        if (result.outcome() == Outcome.FAILED) {
          rollout.ended(result.clusterName(), ClusterState.FAILED);
        }
        own.endTicket = tickets.getAndIncrement();
      }
      return own.endTicket;
    }
  }

  private ExecutionEvent again(Result<ClusterAnswer> result, Open own, Duration delay) {
    String cluster = result.clusterName();
    ClusterAnswer answer = requireNonNull(result.value());
    var failed =
        new ClusterAttemptFailed(
            cluster,
            own.number,
            requireNonNull(answer.error()),
            delay,
            answer.changed(),
            answer.outcomeUnknown());
    Instant now = clock.instant();
    tried.compute(
        cluster,
        (name, before) ->
            (before == null ? UnderWay.started(requireNonNull(result.startTime())) : before)
                .after(failed, now));
    rollout.retry(cluster, now.plus(delay));
    return failed;
  }

  private ExecutionEvent finished(Result<ClusterAnswer> result, Open own) {
    String cluster = result.clusterName();
    deadlines.remove(cluster);
    var finished = new ClusterFinished(outcomes.of(result, own.notes, tried.remove(cluster)));
    rollout.done(cluster);
    return finished;
  }
}
