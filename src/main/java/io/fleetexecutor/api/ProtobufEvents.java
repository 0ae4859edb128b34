package io.fleetexecutor.api;

import com.google.protobuf.InvalidProtocolBufferException;
import io.fleetexecutor.execution.EventCodec;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.v1.ClusterResult;
import java.time.Instant;

/**
 * Logs keep the messages of the API, all but an event's sequence: a stream passes them on as they
 * are.
 */
public final class ProtobufEvents implements EventCodec {

  @Override
  public byte[] event(String executionId, Instant time, ExecutionEvent event) {
    return EventWriter.event(executionId, time, event).toByteArray();
  }

  @Override
  public TimedEvent event(byte[] bytes) {
    return read(
        () -> {
          var proto = io.fleetexecutor.v1.ExecutionEvent.parseFrom(bytes);
          return new TimedEvent(Times.instant(proto.getEventTime()), EventReader.event(proto));
        });
  }

  @Override
  public byte[] execution(Execution execution) {
    return ExecutionWriter.execution(execution).toByteArray();
  }

  @Override
  public Execution execution(byte[] bytes) {
    return read(() -> ExecutionReader.execution(io.fleetexecutor.v1.Execution.parseFrom(bytes)));
  }

  @Override
  public byte[] answer(ClusterAnswer answer) {
    return ResultWriter.answer(answer).build().toByteArray();
  }

  @Override
  public ClusterAnswer answer(byte[] bytes) {
    return read(
        () -> {
          var proto = ClusterResult.parseFrom(bytes);
          return ExecutionReader.answer(proto).withOutput(OutputReader.output(proto));
        });
  }

  private static <T> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** What may fail. */
  private interface Reading<T> {
    T read() throws InvalidProtocolBufferException;
  }
}
