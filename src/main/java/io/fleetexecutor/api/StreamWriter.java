package io.fleetexecutor.api;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnsafeByteOperations;
import io.fleetexecutor.execution.Sequence;
import io.fleetexecutor.execution.StreamEvent;
import io.fleetexecutor.execution.StreamEvent.Fact;
import io.fleetexecutor.execution.StreamEvent.ProgressReported;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.v1.ExecutionEvent;
import java.io.IOException;

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
    return (omitOutputs ? withoutOutput(fact) : asKept(fact))
        .setSequence(Sequence.of(fact.record().position()))
        .build();
  }

  private static ExecutionEvent.Builder withoutOutput(Fact fact) {
    var event = parse(fact.executionId(), fact.record());
    if (event.hasClusterFinished()) {
      event.getClusterFinishedBuilder().getResultBuilder().clearOutput();
    }
    return event;
  }

  /** What is in the fields stays bytes, since nobody on the way to the client looks into them. */
  private static ExecutionEvent.Builder asKept(Fact fact) {
    CodedInputStream kept =
        UnsafeByteOperations.unsafeWrap(fact.record().payload()).newCodedInput();
    kept.enableAliasing(true);
    try {
      return ExecutionEvent.newBuilder()
          .setUnknownFields(UnknownFieldSet.newBuilder().mergeFrom(kept).build());
    } catch (IOException e) {
      throw new LogException.Damaged(fact.executionId(), "an event cannot be read", e);
    }
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
