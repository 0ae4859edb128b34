package io.fleetexecutor.execution;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterCounts;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionAccepted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionFinished;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionEvent.Payload;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * One execution from acceptance to summary, for one subscriber. Its events come in order, one
 * ClusterFinished for each planned cluster, ExecutionFinished once and last. It goes on only as
 * fast as events are requested: no more than twice {@code maxParallelClusters} events wait for
 * demand.
 */
final class ExecutionRun {
  private final Execution accepted;
  private final WorkerPool<ClusterAnswer> pool;
  private final Attempt attempt;
  private final InstantSource clock;
  private final CompletableFuture<Stop> stop = new CompletableFuture<>();
  private final Tally tally;
  private boolean stopAnnounced;
  private boolean stoppedEarly;
  // Odd, so that what a stream derives from an event finds a number before the next one.
  private long sequence = -1;

  ExecutionRun(
      Execution accepted, WorkerPool<ClusterAnswer> pool, Attempt attempt, InstantSource clock) {
    this.accepted = accepted;
    this.pool = pool;
    this.attempt = attempt;
    this.clock = clock;
    this.tally = new Tally(accepted.plan().clusterCount());
  }

  /** Ends it early; the first reason counts. */
  void stop(Stop why) {
    stop.complete(why);
  }

  Multi<ExecutionEvent> events() {
    Multi<Signal<ClusterAnswer>> signals =
        pool.signals(
            Multi.createFrom().items(this::tasks),
            accepted.plan().maxParallelClusters(),
            Uni.createFrom().completionStage(stop.copy()));
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(() -> event(new ExecutionAccepted(accepted))),
            signals.onItem().transformToIterable(this::facts),
            Multi.createFrom().item(() -> event(new ExecutionFinished(finished()))));
  }

  private Stream<Task<ClusterAnswer>> tasks() {
    return accepted.plan().waves().stream()
        .flatMap(wave -> wave.clusters().stream())
        .map(this::task);
  }

  private Task<ClusterAnswer> task(Cluster cluster) {
    return Task.of(cluster.name(), () -> attempt.at(cluster));
  }

  private List<ExecutionEvent> facts(Signal<ClusterAnswer> signal) {
    Payload fact =
        switch (signal) {
          case Started<ClusterAnswer> started -> new ClusterStarted(started.clusterName());
          case Result<ClusterAnswer> result -> new ClusterFinished(clusterResult(result));
        };
    tally.add(fact);
    return Stream.concat(stopAnnouncement(), Stream.of(fact)).map(this::event).toList();
  }

  private Stream<Payload> stopAnnouncement() {
    Stop why = stop.getNow(null);
    if (why == null || stopAnnounced) {
      return Stream.empty();
    }
    stopAnnounced = true;
    return Stream.of(new ExecutionStateChanged(ExecutionState.STOPPING, why.reason()));
  }

  private ClusterResult clusterResult(Result<ClusterAnswer> result) {
    return new ClusterResult(
        result.clusterName(),
        result.startTime() == null ? 0 : 1,
        result.startTime(),
        result.duration(),
        answer(result));
  }

  private ClusterAnswer answer(Result<ClusterAnswer> result) {
    return switch (result.outcome()) {
      case SUCCEEDED -> Objects.requireNonNull(result.value());
      case FAILED ->
          Attempt.unexpected(result.clusterName(), Objects.requireNonNull(result.error()));
      case CANCELLED -> whyStopped().running();
      case NOT_STARTED -> whyStopped().waiting();
    };
  }

  private Stop whyStopped() {
    stoppedEarly = true;
    // The pool stops by itself only when it is shut down under a running execution.
    return stop.getNow(Stop.SHUTDOWN);
  }

  private ExecutionEvent event(Payload payload) {
    sequence += 2;
    return new ExecutionEvent(sequence, clock.instant(), accepted.id(), payload);
  }

  private Execution finished() {
    Instant endTime = clock.instant();
    ExecutionSummary summary = tally.summary(Duration.between(accepted.createTime(), endTime));
    return new Execution(
        accepted.id(),
        accepted.spec(),
        accepted.plan(),
        stoppedEarly ? whyStopped().state() : completed(summary.counts()),
        stoppedEarly ? whyStopped().reason() : "",
        accepted.createTime(),
        endTime,
        summary);
  }

  private static ExecutionState completed(ClusterCounts counts) {
    return counts.count(ClusterState.SUCCEEDED) == counts.total()
        ? ExecutionState.SUCCEEDED
        : ExecutionState.COMPLETED_WITH_FAILURES;
  }
}
