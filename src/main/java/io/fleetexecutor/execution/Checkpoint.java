package io.fleetexecutor.execution;

import io.fleetexecutor.execution.EventCodec.TimedEvent;
import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptStarted;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionAccepted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionFinished;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionEvent.WaveStarted;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.rollout.Pause;
import io.fleetexecutor.rollout.Rollout;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an execution is, by what its log says: a fold over its events, in their order.
 *
 * @param accepted the execution, in the state that was told last
 * @param underWay the clusters that have started and have no result, by name
 * @param stop why it ends early; null where it does not
 * @param ended the execution at its end; null where it has not come to that
 */
record Checkpoint(
    Execution accepted,
    Tally tally,
    Rollout rollout,
    Map<String, UnderWay> underWay,
    @Nullable Stop stop,
    @Nullable Execution ended) {

  static Checkpoint start(Execution accepted) {
    return new Checkpoint(
        accepted,
        new Tally(accepted.plan().clusterCount()),
        new Rollout(accepted.plan()),
        new LinkedHashMap<>(),
        null,
        null);
  }

  /** Reads a log that is not written to at the moment. */
  static Uni<Checkpoint> read(ExecutionLog log, EventCodec codec, String executionId) {
    return log.newest(executionId).chain(newest -> read(log, codec, executionId, newest));
  }

  /**
   * Where it was at a sequence.
   *
   * @param last that sequence, which the log has
   */
  static Uni<Checkpoint> read(ExecutionLog log, EventCodec codec, String executionId, long last) {
    return Cursor.read(log, executionId, 1)
        .select()
        .first(last)
        .onItem()
        .transform(record -> event(codec, executionId, record.payload()))
        .collect()
        .in(() -> new Checkpoint[1], Checkpoint::fold)
        .map(folded -> require(executionId, folded[0]));
  }

  /** The same, with this plan of the same clusters. */
  Checkpoint on(ExecutionPlan plan) {
    return with(accepted.withPlan(plan), stop, ended);
  }

  private Checkpoint with(Execution now, @Nullable Stop nowStop, @Nullable Execution nowEnded) {
    return new Checkpoint(now, tally, rollout, underWay, nowStop, nowEnded);
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
      case WaveStarted wave -> rollout.open(wave.index());
      case ClusterStarted started -> {
        tally.started();
        rollout.started(started.cluster(), timed.time());
        underWay.put(started.cluster(), UnderWay.started(timed.time()));
      }
      case ClusterAttemptFailed failed -> tryAgain(failed, timed.time());
      case ClusterAttemptStarted again -> {
        rollout.started(again.cluster(), timed.time());
        underWay.computeIfPresent(
            again.cluster(), (cluster, before) -> before.again(again.attempt()));
      }
      case ClusterFinished done -> finish(done.result(), timed.time());
      case ExecutionStateChanged changed -> {
        return after(changed);
      }
      case ExecutionFinished last -> {
        return with(accepted, stop, last.execution());
      }
      case ExecutionAccepted again ->
          throw new LogException.Damaged(accepted.id(), "it was accepted twice");
    }
    return this;
  }

  private void tryAgain(ClusterAttemptFailed failed, Instant now) {
    UnderWay next = underWay.get(failed.cluster());
    if (next != null) {
      next = next.after(failed, now);
      underWay.put(failed.cluster(), next);
      rollout.attemptFailed(failed.cluster());
      rollout.retry(failed.cluster(), Objects.requireNonNull(next.retryTime()));
    }
  }

  private void finish(ClusterResult result, Instant now) {
    tally.finished(result);
    rollout.ended(result.cluster(), result.state());
    rollout.done(result.cluster());
    rollout.finished(now);
    underWay.remove(result.cluster());
  }

  private Checkpoint after(ExecutionStateChanged changed) {
    return switch (changed.state()) {
      case PAUSED -> {
        if (!changed.caller().isEmpty()) {
          rollout.pause(new Pause(changed.caller(), changed.reason()));
        }
        yield with(accepted.paused(changed.reason()), stop, null);
      }
      case RUNNING -> {
        resume(changed);
        yield with(accepted.running(), stop, null);
      }
      default -> with(accepted.stopping(changed.reason()), Stop.announced(changed), null);
    };
  }

  private void resume(ExecutionStateChanged changed) {
    if (rollout.pause() != null) {
      rollout.resume();
    } else if (!changed.caller().isEmpty()) {
      rollout.approve();
    }
  }
}
