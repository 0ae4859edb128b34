package io.fleetexecutor.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetexecutor.log.Codes;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.NewRecord;
import io.fleetexecutor.log.RecordLabel;
import java.nio.ByteBuffer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.zip.CRC32C;

/** A record as a row; one that was altered since is never given. */
final class EventRow {
  static final String COLUMNS = "position, type, cluster, cluster_state, payload, checksum";
  static final String INSERT = "INSERT INTO event (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)";

  private EventRow() {}

  static void bind(PreparedStatement insert, long position, NewRecord record) throws SQLException {
    RecordLabel label = record.label();
    int type = Codes.of(label.type());
    int state = Codes.of(label.clusterState());
    insert.setLong(1, position);
    insert.setInt(2, type);
    insert.setString(3, label.cluster());
    if (label.clusterState() == null) {
      insert.setNull(4, java.sql.Types.INTEGER);
    } else {
      insert.setInt(4, state);
    }
    insert.setBytes(5, record.payload());
    insert.setLong(6, checksum(position, type, label.cluster(), state, record.payload()));
  }

  /** Of a row with {@link #COLUMNS}. */
  static LogRecord read(ResultSet row) throws SQLException {
    long position = row.getLong(1);
    int type = row.getInt(2);
    String cluster = row.getString(3);
    int state = row.getInt(4);
    byte[] payload = row.getBytes(5);
    if (cluster == null || payload == null) {
      throw new DamagedRow("record %d lacks a value".formatted(position));
    }
    if (checksum(position, type, cluster, state, payload) != row.getLong(6)) {
      throw new DamagedRow("the checksum of record %d does not match".formatted(position));
    }
    return new LogRecord(position, label(type, cluster, state), payload);
  }

  static RecordLabel label(int type, String cluster, int state) throws DamagedRow {
    try {
      return Codes.label(type, cluster, state);
    } catch (IllegalArgumentException e) {
      throw new DamagedRow(String.valueOf(e.getMessage()));
    }
  }

  private static long checksum(long position, int type, String cluster, int state, byte[] payload) {
    byte[] name = cluster.getBytes(UTF_8);
    CRC32C checksum = new CRC32C();
    checksum.update(
        ByteBuffer.allocate(Long.BYTES + 3 * Integer.BYTES)
            .putLong(position)
            .putInt(type)
            .putInt(state)
            .putInt(name.length)
            .flip());
    checksum.update(name);
    checksum.update(payload);
    return checksum.getValue();
  }
}
