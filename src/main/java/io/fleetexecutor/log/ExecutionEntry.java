package io.fleetexecutor.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution in the catalog.
 *
 * @param requestId empty where the caller gave none; else unique
 * @param fingerprint of the request that started it: equal for equal requests
 * @param createTime kept to the nanosecond
 * @param header what else is to be known of the execution without reading its log
 * @param endTime null while it goes on
 */
public record ExecutionEntry(
    String id,
    String requestId,
    String fingerprint,
    Instant createTime,
    byte[] header,
    @Nullable Instant endTime) {

  /** The same, at its end. */
  public ExecutionEntry ended(Ending ending) {
    return new ExecutionEntry(
        id, requestId, fingerprint, createTime, ending.header(), ending.endTime());
  }

  public EntryKey key() {
    return new EntryKey(createTime, id);
  }
}
