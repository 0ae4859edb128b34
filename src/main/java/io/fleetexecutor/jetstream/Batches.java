package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.LogException;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The batches of every execution, each on its subject. A batch that was begun and never completed,
 * as its writer died, is passed over: whoever went on wrote its positions again. Calls block.
 */
final class Batches {
  private final SubjectStream stream;
  private final Subjects subjects;
  private final PlaceHints hints = new PlaceHints();

  Batches(SubjectStream stream, Subjects subjects) {
    this.stream = stream;
    this.subjects = subjects;
  }

  /** Where the last message of an execution is; null where it has none. */
  @Nullable Tail tail(String executionId) {
    StoredMessage last = stream.last(subjects.log(executionId));
    return last == null ? null : new Tail(last.sequence(), header(executionId, last));
  }

  /** The end of what is written of an execution. */
  record Tail(long sequence, BatchHeader header) {}

  /** The oldest position that is kept; null where there is none. */
  @Nullable Long oldest(String executionId) {
    StoredMessage first = stream.next(subjects.log(executionId), 1);
    return first == null ? null : header(executionId, first).first();
  }

  /** The batch with this position; null where it was not written, or is not complete. */
  @Nullable Batch at(String executionId, long position) {
    Long known = hints.get(executionId, position);
    long from = known == null ? search(executionId, position) : known;
    Batch found = from(executionId, from);
    if (found != null) {
      hints.put(executionId, found.newest() + 1, found.lastSequence() + 1);
    }
    return found;
  }

  /** The last complete batch; null where there is none. */
  @Nullable Batch last(String executionId) {
    Tail tail = tail(executionId);
    return tail == null || tail.header().newest() == 0
        ? null
        : at(executionId, tail.header().newest());
  }

  /** The sequence of the first message whose batch reaches to the position. */
  private long search(String executionId, long position) {
    String subject = subjects.log(executionId);
    StoredMessage first = stream.next(subject, 1);
    Tail tail = tail(executionId);
    if (first == null || tail == null) {
      return 1;
    }
    long low = first.sequence();
    long high = tail.sequence() + 1;
    while (low < high) {
      long middle = (low + high) >>> 1;
      StoredMessage message = stream.next(subject, middle);
      if (message == null || reaches(header(executionId, message), position)) {
        high = middle;
      } else {
        low = message.sequence() + 1;
      }
    }
    return low;
  }

  private static boolean reaches(BatchHeader header, long position) {
    return header.first() + header.count() > position;
  }

  private @Nullable Batch from(String executionId, long from) {
    var body = new ByteArrayOutputStream();
    int parts = 0;
    for (long next = from; ; ) {
      StoredMessage message = stream.next(subjects.log(executionId), next);
      if (message == null) {
        return null;
      }
      BatchHeader header = header(executionId, message);
      next = message.sequence() + 1;
      if (header.isFence()) {
        continue;
      }
      if (header.part() == 1) {
        body.reset();
        parts = 0;
      }
      parts++;
      body.writeBytes(message.body());
      if (header.isComplete()) {
        if (parts != header.parts()) {
          throw damaged(executionId, header.first(), "parts of it are missing");
        }
        return batch(executionId, header, message.sequence(), body.toByteArray());
      }
    }
  }

  private static Batch batch(
      String executionId, BatchHeader header, long lastSequence, byte[] body) {
    try {
      return new Batch(header, lastSequence, BatchBody.read(header.first(), header.count(), body));
    } catch (IllegalArgumentException e) {
      throw damaged(executionId, header.first(), String.valueOf(e.getMessage()));
    }
  }

  private static BatchHeader header(String executionId, StoredMessage message) {
    try {
      return BatchHeader.of(message);
    } catch (IllegalArgumentException e) {
      throw new LogException.Damaged(
          executionId, "message %d cannot be read".formatted(message.sequence()), e);
    }
  }

  private static LogException damaged(String executionId, long position, String what) {
    return new LogException.Damaged(
        executionId, "the batch at position %d cannot be read: %s".formatted(position, what));
  }
}
