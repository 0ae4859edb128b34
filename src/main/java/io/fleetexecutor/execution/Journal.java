package io.fleetexecutor.execution;

import io.fleetexecutor.log.Appended;
import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.NewRecord;
import io.fleetexecutor.log.RecordLabel;
import io.fleetexecutor.log.RecordType;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptStarted;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionAccepted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionFinished;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionEvent.WaveStarted;
import io.fleetexecutor.model.ExecutionState;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/** Writes what happens in executions to their logs; what it completed is durable. */
record Journal(ExecutionLog log, EventCodec codec, InstantSource clock, Witness witness) {

  Journal(ExecutionLog log, EventCodec codec, InstantSource clock) {
    this(log, codec, clock, Witness.NONE);
  }

  /** The entry of the new execution, or the one that has the request id. */
  Uni<ExecutionEntry> create(Execution accepted, String requestId, String fingerprint) {
    var entry =
        new ExecutionEntry(
            accepted.id(),
            requestId,
            fingerprint,
            accepted.createTime(),
            codec.execution(accepted.outline()),
            null);
    NewRecord first = record(accepted.id(), accepted.createTime(), new ExecutionAccepted(accepted));
    return witness.accepted(accepted).chain(() -> log.create(entry, first));
  }

  /**
   * The execution as its entry has it, in outline.
   *
   * @throws LogException.NoSuchExecution where there is none
   */
  Uni<Execution> find(String executionId) {
    return log.find(executionId)
        .map(
            entry -> {
              if (entry == null) {
                throw new LogException.NoSuchExecution(executionId);
              }
              return execution(entry);
            });
  }

  Execution execution(ExecutionEntry entry) {
    try {
      return codec.execution(entry.header());
    } catch (IllegalArgumentException e) {
      throw new LogException.Damaged(entry.id(), "its entry cannot be read", e);
    }
  }

  Uni<Appended> append(String executionId, ExecutionEvent event) {
    return log.append(executionId, record(executionId, clock.instant(), event));
  }

  /** The same; an execution that has ended has no more need of it. */
  Uni<Void> announce(String executionId, ExecutionEvent event) {
    return append(executionId, event)
        .replaceWithVoid()
        .onFailure(IllegalStateException.class)
        .recoverWithNull();
  }

  Uni<Void> end(Execution ended) {
    return log.end(ended.id(), last(ended), ending(ended)).invoke(() -> witness.ended(ended));
  }

  /** Ends an execution whose log cannot be written any more as FAILED, in the catalog alone. */
  Uni<Void> giveUp(String executionId, String reason) {
    return find(executionId)
        .map(
            execution ->
                execution.ended(
                    ExecutionState.FAILED, reason, clock.instant(), execution.summary()))
        .chain(ended -> log.abandon(executionId, ending(ended)).invoke(() -> witness.ended(ended)));
  }

  /** Keeps nothing of the execution but its last event. */
  Uni<Void> trim(Execution ended) {
    return log.trim(ended.id(), last(ended.outline()));
  }

  private NewRecord last(Execution ended) {
    return record(ended.id(), endTime(ended), new ExecutionFinished(ended));
  }

  private Ending ending(Execution ended) {
    return new Ending(endTime(ended), codec.execution(ended.outline()));
  }

  private static Instant endTime(Execution ended) {
    return Objects.requireNonNull(ended.endTime());
  }

  private NewRecord record(String executionId, Instant time, ExecutionEvent event) {
    return new NewRecord(label(event), codec.event(executionId, time, event));
  }

  private static RecordLabel label(ExecutionEvent event) {
    return switch (event) {
      case ExecutionAccepted accepted -> RecordLabel.of(RecordType.EXECUTION_ACCEPTED);
      case WaveStarted wave -> RecordLabel.of(RecordType.WAVE_STARTED);
      case ClusterStarted started -> RecordLabel.of(RecordType.CLUSTER_STARTED, started.cluster());
      case ClusterAttemptFailed failed ->
          RecordLabel.of(RecordType.CLUSTER_ATTEMPT_FAILED, failed.cluster());
      case ClusterAttemptStarted started ->
          RecordLabel.of(RecordType.CLUSTER_ATTEMPT_STARTED, started.cluster());
      case ClusterFinished finished ->
          RecordLabel.finished(finished.result().cluster(), finished.result().state());
      case ExecutionStateChanged changed -> RecordLabel.of(RecordType.EXECUTION_STATE_CHANGED);
      case ExecutionFinished finished -> RecordLabel.of(RecordType.EXECUTION_FINISHED);
    };
  }
}
