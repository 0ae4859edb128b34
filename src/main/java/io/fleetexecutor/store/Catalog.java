package io.fleetexecutor.store;

import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.EntryKey;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A connection to the index over all executions. For one thread. */
final class Catalog implements AutoCloseable {
  private static final int CHUNK = 128;
  private static final String SELECT = "SELECT " + EntryRow.COLUMNS + " FROM entry ";
  private static final String NEWEST_FIRST =
      " ORDER BY create_seconds DESC, create_nanos DESC, id DESC LIMIT " + CHUNK;

  private final Connection connection;

  private Catalog(Connection connection) {
    this.connection = connection;
  }

  /** Of a file that {@link CatalogFile} has prepared. */
  static Catalog open(Path file) throws SQLException {
    return new Catalog(Sqlite.openWriting(file, config -> {}));
  }

  @Nullable ExecutionEntry find(String id) throws SQLException {
    return findOne("WHERE id = ?", id);
  }

  @Nullable ExecutionEntry findByRequestId(String requestId) throws SQLException {
    return findOne("WHERE request_id = ? AND request_id <> ''", requestId);
  }

  private @Nullable ExecutionEntry findOne(String where, String value) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(SELECT + where)) {
      query.setString(1, value);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? EntryRow.read(row) : null;
      }
    }
  }

  /** The entry, or why it is not to be had. */
  ExecutionEntry require(String id) throws SQLException {
    ExecutionEntry entry = find(id);
    if (entry == null) {
      throw new LogException.NoSuchExecution(id);
    }
    return entry;
  }

  void requireFile(String id, DataDirectory directory) throws SQLException {
    if (!directory.has(id)) {
      require(id);
      if (directory.isMarkedDeleted(id)) {
        throw new LogException.NoSuchExecution(id);
      }
      throw new LogException.Damaged(id, "its file is missing");
    }
  }

  void insert(ExecutionEntry entry, boolean trimmed) throws SQLException {
    EntryRow.insert(connection, "entry", entry, trimmed);
  }

  void end(String id, Ending ending) throws SQLException {
    if (EntryRow.end(connection, "entry", id, ending) == 0) {
      throw new LogException.NoSuchExecution(id);
    }
  }

  void setTrimmed(String id) throws SQLException {
    update("UPDATE entry SET trimmed = 1 WHERE id = ?", id);
  }

  void delete(String id) throws SQLException {
    update("DELETE FROM entry WHERE id = ?", id);
  }

  private void update(String sql, String id) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, id);
      update.executeUpdate();
    }
  }

  List<ExecutionEntry> list(@Nullable EntryKey after, int limit, Predicate<ExecutionEntry> filter)
      throws SQLException {
    List<ExecutionEntry> passed = new ArrayList<>();
    List<ExecutionEntry> chunk;
    EntryKey last = after;
    do {
      chunk = chunk(last);
      for (ExecutionEntry entry : chunk) {
        if (passed.size() >= limit) {
          return passed;
        }
        if (filter.test(entry)) {
          passed.add(entry);
        }
        last = entry.key();
      }
    } while (chunk.size() == CHUNK);
    return passed;
  }

  private List<ExecutionEntry> chunk(@Nullable EntryKey after) throws SQLException {
    String where = after == null ? "" : "WHERE (create_seconds, create_nanos, id) < (?, ?, ?)";
    try (PreparedStatement query = connection.prepareStatement(SELECT + where + NEWEST_FIRST)) {
      if (after != null) {
        EntryRow.bind(query, 1, after.createTime());
        query.setString(3, after.id());
      }
      List<ExecutionEntry> entries = new ArrayList<>();
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          entries.add(EntryRow.read(row));
        }
      }
      return entries;
    }
  }

  List<String> unendedIds() throws SQLException {
    List<String> ids = new ArrayList<>();
    try (PreparedStatement query =
            connection.prepareStatement("SELECT id FROM entry WHERE end_seconds IS NULL");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }

  List<LogUsage> usage(DataDirectory directory) throws SQLException, IOException {
    List<LogUsage> usage = new ArrayList<>();
    try (PreparedStatement query =
            connection.prepareStatement(
                "SELECT id, create_seconds, create_nanos, end_seconds, end_nanos, trimmed"
                    + " FROM entry ORDER BY create_seconds, create_nanos, id");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        String id = row.getString(1);
        Instant createTime = EntryRow.time(row, 2);
        if (createTime == null) {
          throw new DamagedRow("entry %s has no time".formatted(id));
        }
        long bytes = row.getBoolean(6) ? 0 : directory.bytes(id);
        usage.add(new LogUsage(id, createTime, EntryRow.time(row, 4), bytes));
      }
    }
    return usage;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
