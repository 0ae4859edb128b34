package io.fleetexecutor.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetexecutor.log.Codes;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.NewRecord;
import io.fleetexecutor.log.RecordLabel;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Records as the bytes of a batch: of each its type, state, cluster and payload. */
final class BatchBody {
  private static final int FIXED = 2 + 2 * Integer.BYTES;

  private BatchBody() {}

  static int size(NewRecord record) {
    return FIXED + record.label().cluster().getBytes(UTF_8).length + record.payload().length;
  }

  static byte[] write(List<NewRecord> records) {
    ByteBuffer bytes = ByteBuffer.allocate(records.stream().mapToInt(BatchBody::size).sum());
    for (NewRecord record : records) {
      RecordLabel label = record.label();
      byte[] cluster = label.cluster().getBytes(UTF_8);
      bytes
          .put((byte) Codes.of(label.type()))
          .put((byte) Codes.of(label.clusterState()))
          .putInt(cluster.length)
          .put(cluster)
          .putInt(record.payload().length)
          .put(record.payload());
    }
    return bytes.array();
  }

  /**
   * @throws IllegalArgumentException where these are no such bytes
   */
  static List<LogRecord> read(long first, int count, byte[] body) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(body);
      List<LogRecord> records = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        int type = bytes.get();
        int state = bytes.get();
        String cluster = new String(take(bytes), UTF_8);
        records.add(new LogRecord(first + i, Codes.label(type, cluster, state), take(bytes)));
      }
      return records;
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("it is too short", e);
    }
  }

  private static byte[] take(ByteBuffer bytes) {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw new IllegalArgumentException("a length of %d is wrong".formatted(length));
    }
    byte[] taken = new byte[length];
    bytes.get(taken);
    return taken;
  }
}
