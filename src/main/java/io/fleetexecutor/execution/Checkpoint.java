package io.fleetexecutor.execution;

import io.fleetexecutor.execution.EventCodec.TimedEvent;
import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionAccepted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionFinished;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionPlan;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where an execution is, by what its log says: a fold over its events, in their order.
 *
 * @param finished the clusters that have a result
 * @param underWay those that have started and have none, by name
 * @param stop why it ends early; null where it does not
 * @param ended the execution at its end; null where it has not come to that
 */
record Checkpoint(
    Execution accepted,
    Tally tally,
    FailureBudgets budgets,
    Set<String> finished,
    Map<String, UnderWay> underWay,
    @Nullable Stop stop,
    @Nullable Execution ended) {

  /** A cluster that has started, for the last time with this attempt. */
  record UnderWay(int attempt, Instant startTime) {}

  static Checkpoint start(Execution accepted) {
    return new Checkpoint(
        accepted,
        new Tally(accepted.plan().clusterCount()),
        new FailureBudgets(accepted.plan().failureLimits()),
        new HashSet<>(),
        new LinkedHashMap<>(),
        null,
        null);
  }

  /** Reads a log that is not written to at the moment. */
  static Uni<Checkpoint> read(ExecutionLog log, EventCodec codec, String executionId) {
    return log.newest(executionId)
        .chain(
            newest ->
                Cursor.read(log, executionId, 1)
                    .select()
                    .first(newest)
                    .onItem()
                    .transform(record -> event(codec, executionId, record.payload()))
                    .collect()
                    .in(() -> new Checkpoint[1], Checkpoint::fold))
        .map(folded -> require(executionId, folded[0]));
  }

  /** The same, with this plan. */
  Checkpoint on(ExecutionPlan plan) {
    return new Checkpoint(accepted.withPlan(plan), tally, budgets, finished, underWay, stop, ended);
  }

  static TimedEvent event(EventCodec codec, String executionId, byte[] payload) {
    try {
      return codec.event(payload);
    } catch (IllegalArgumentException e) {
      throw new LogException.Damaged(executionId, "an event cannot be read", e);
    }
  }

  private static Checkpoint require(String executionId, @Nullable Checkpoint folded) {
    if (folded == null) {
      throw new LogException.Damaged(executionId, "its first event is missing");
    }
    return folded;
  }

  private static void fold(@Nullable Checkpoint[] folded, TimedEvent timed) {
    Checkpoint before = folded[0];
    if (before != null) {
      folded[0] = before.after(timed);
    } else if (timed.event() instanceof ExecutionAccepted accepted) {
      folded[0] = start(accepted.execution());
    }
  }

  private Checkpoint after(TimedEvent timed) {
    switch (timed.event()) {
      case ClusterStarted started -> {
        tally.started();
        underWay.put(started.cluster(), new UnderWay(1, timed.time()));
      }
      case ClusterAttemptFailed failed ->
          underWay.computeIfPresent(
              failed.cluster(),
              (cluster, before) -> new UnderWay(failed.attempt() + 1, before.startTime()));
      case ClusterFinished done -> finish(done.result());
      case ExecutionStateChanged changed -> {
        return new Checkpoint(
            accepted.stopping(changed.reason()),
            tally,
            budgets,
            finished,
            underWay,
            Stop.announced(changed.finalState(), changed.reason()),
            null);
      }
      case ExecutionFinished last -> {
        return new Checkpoint(accepted, tally, budgets, finished, underWay, stop, last.execution());
      }
      case ExecutionAccepted again ->
          throw new LogException.Damaged(accepted.id(), "it was accepted twice");
    }
    return this;
  }

  private void finish(ClusterResult result) {
    tally.finished(result);
    budgets.add(result.cluster(), result.state());
    underWay.remove(result.cluster());
    finished.add(result.cluster());
  }
}
