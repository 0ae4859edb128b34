package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.LogCounts;
import io.fleetexecutor.log.LogRecord;
import java.util.List;

/**
 * Records that were written together.
 *
 * @param header of its last message
 * @param lastSequence of its last message
 */
record Batch(BatchHeader header, long lastSequence, List<LogRecord> records) {

  long newest() {
    return header.newest();
  }

  LogCounts countsAfter() {
    return countsBefore(newest() + 1);
  }

  /** How many clusters had started and ended before a position that is in it, or right after. */
  LogCounts countsBefore(long position) {
    return BatchHeader.add(
        header.before(),
        records.stream()
            .filter(record -> record.position() < position)
            .map(LogRecord::label)
            .toList());
  }

  long bytesAfter() {
    return header.bytesBefore()
        + records.stream().mapToLong(record -> record.payload().length).sum();
  }
}
