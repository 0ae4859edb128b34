package io.fleetexecutor.bench;

import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.ExecutionEvent.PayloadCase;
import java.util.EnumMap;
import java.util.Map;

/**
 * Counts the events of one execution as one reader got them from the first on, and fails at the
 * first that is missing, repeated or out of order.
 */
final class EventCheck {
  private final Map<PayloadCase, Integer> counts = new EnumMap<>(PayloadCase.class);
  private PayloadCase last = PayloadCase.PAYLOAD_NOT_SET;
  private long sequence;
  private long factSequence = -1;
  private long bytes;
  private int total;

  void accept(ExecutionEvent event) {
    PayloadCase payload = event.getPayloadCase();
    if (event.getSequence() <= sequence
        || last == PayloadCase.EXECUTION_FINISHED
        || (total == 0) != (payload == PayloadCase.EXECUTION_ACCEPTED)) {
      throw new IllegalStateException("out of order, after " + sequence + ": " + event);
    }
    if (payload != PayloadCase.PROGRESS_REPORTED) {
      // Facts have every odd number.
      if (event.getSequence() != factSequence + 2) {
        throw new IllegalStateException("not the fact after " + factSequence + ": " + event);
      }
      factSequence = event.getSequence();
    }
    counts.merge(payload, 1, Integer::sum);
    last = payload;
    sequence = event.getSequence();
    bytes += event.getSerializedSize();
    total++;
  }

  int total() {
    return total;
  }

  /** What they have as messages. */
  long bytes() {
    return bytes;
  }

  /** Each cluster's start and end, and the execution's end. */
  boolean isComplete(int clusters) {
    return counts.getOrDefault(PayloadCase.CLUSTER_STARTED, 0) == clusters
        && counts.getOrDefault(PayloadCase.CLUSTER_FINISHED, 0) == clusters
        && last == PayloadCase.EXECUTION_FINISHED;
  }
}
