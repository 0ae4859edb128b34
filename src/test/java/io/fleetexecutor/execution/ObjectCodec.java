package io.fleetexecutor.execution;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Keeps the objects themselves, and gives their numbers as their bytes. */
final class ObjectCodec implements EventCodec {
  final AtomicInteger executionsRead = new AtomicInteger();
  private final List<Object> objects = new ArrayList<>();
  boolean broken;
  // Answers in this state cannot be written.
  @Nullable ClusterState unwritable;

  @Override
  public byte[] event(String executionId, Instant time, ExecutionEvent event) {
    return keep(new TimedEvent(time, event));
  }

  @Override
  public TimedEvent event(byte[] bytes) {
    return (TimedEvent) find(bytes);
  }

  @Override
  public byte[] execution(Execution execution) {
    return keep(execution);
  }

  @Override
  public Execution execution(byte[] bytes) {
    executionsRead.incrementAndGet();
    return (Execution) find(bytes);
  }

  @Override
  public byte[] answer(ClusterAnswer answer) {
    if (answer.state() == unwritable) {
      throw new IllegalArgumentException("unwritable");
    }
    return keep(answer);
  }

  @Override
  public ClusterAnswer answer(byte[] bytes) {
    return (ClusterAnswer) find(bytes);
  }

  private synchronized byte[] keep(Object object) {
    objects.add(object);
    return ByteBuffer.allocate(Integer.BYTES).putInt(objects.size() - 1).array();
  }

  private synchronized Object find(byte[] bytes) {
    if (broken) {
      throw new IllegalArgumentException("broken");
    }
    return objects.get(ByteBuffer.wrap(bytes).getInt());
  }
}
