package io.fleetexecutor.api;

import com.google.protobuf.InvalidProtocolBufferException;
import io.fleetexecutor.execution.Sequence;
import io.fleetexecutor.execution.StreamEvent;
import io.fleetexecutor.execution.StreamEvent.Fact;
import io.fleetexecutor.execution.StreamEvent.ProgressReported;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.v1.ExecutionEvent;

/** What a stream tells as protobuf messages. */
final class StreamWriter {
  private StreamWriter() {}

  static ExecutionEvent event(StreamEvent event, boolean omitOutputs) {
    return switch (event) {
      case Fact fact -> fact(fact, omitOutputs);
      case ProgressReported progress -> progress(progress);
    };
  }

  private static ExecutionEvent fact(Fact fact, boolean omitOutputs) {
    var event =
        parse(fact.executionId(), fact.record()).setSequence(Sequence.of(fact.record().position()));
    if (omitOutputs && event.hasClusterFinished()) {
      event.getClusterFinishedBuilder().getResultBuilder().clearOutput();
    }
    return event.build();
  }

  /** The message that the log keeps. */
  static ExecutionEvent.Builder parse(String executionId, LogRecord record) {
    try {
      return ExecutionEvent.newBuilder().mergeFrom(record.payload());
    } catch (InvalidProtocolBufferException e) {
      throw new LogException.Damaged(executionId, "an event cannot be read", e);
    }
  }

  private static ExecutionEvent progress(ProgressReported progress) {
    var event =
        ExecutionEvent.newBuilder()
            .setSequence(progress.sequence())
            .setEventTime(Times.timestamp(progress.time()))
            .setExecution(Names.execution(progress.executionId()));
    event.getProgressReportedBuilder().setClusterCounts(SummaryWriter.counts(progress.counts()));
    return event.build();
  }
}
