package io.fleetexecutor.store;

import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.ExecutionEntry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry as a row, of the catalog and of the execution's own file. */
final class EntryRow {
  static final String COLUMNS =
      "id, request_id, fingerprint, create_seconds, create_nanos, header, end_seconds, end_nanos, trimmed";

  private EntryRow() {}

  static void insert(Connection connection, String table, ExecutionEntry entry, boolean trimmed)
      throws SQLException {
    String sql = "INSERT INTO %s (%s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)".formatted(table, COLUMNS);
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setString(1, entry.id());
      insert.setString(2, entry.requestId());
      insert.setString(3, entry.fingerprint());
      bind(insert, 4, entry.createTime());
      insert.setBytes(6, entry.header());
      bind(insert, 7, entry.endTime());
      insert.setBoolean(9, trimmed);
      insert.executeUpdate();
    }
  }

  /** How many rows have the id. */
  static int end(Connection connection, String table, String id, Ending ending)
      throws SQLException {
    String sql =
        "UPDATE %s SET header = ?, end_seconds = ?, end_nanos = ? WHERE id = ?".formatted(table);
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setBytes(1, ending.header());
      bind(update, 2, ending.endTime());
      update.setString(4, id);
      return update.executeUpdate();
    }
  }

  static void bind(PreparedStatement statement, int index, @Nullable Instant time)
      throws SQLException {
    if (time == null) {
      statement.setNull(index, Types.INTEGER);
      statement.setNull(index + 1, Types.INTEGER);
    } else {
      statement.setLong(index, time.getEpochSecond());
      statement.setInt(index + 1, time.getNano());
    }
  }

  /** Of a row with {@link #COLUMNS}. */
  static ExecutionEntry read(ResultSet row) throws SQLException {
    Instant createTime = time(row, 4);
    String id = row.getString(1);
    String requestId = row.getString(2);
    String fingerprint = row.getString(3);
    byte[] header = row.getBytes(6);
    if (id == null
        || requestId == null
        || fingerprint == null
        || header == null
        || createTime == null) {
      throw new DamagedRow("an entry lacks a value");
    }
    return new ExecutionEntry(id, requestId, fingerprint, createTime, header, time(row, 7));
  }

  static @Nullable Instant time(ResultSet row, int index) throws SQLException {
    long seconds = row.getLong(index);
    if (row.wasNull()) {
      return null;
    }
    try {
      return Instant.ofEpochSecond(seconds, row.getInt(index + 1));
    } catch (DateTimeException e) {
      throw new DamagedRow("%d is no time".formatted(seconds));
    }
  }
}
