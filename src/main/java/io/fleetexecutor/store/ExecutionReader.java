package io.fleetexecutor.store;

import io.fleetexecutor.log.Codes;
import io.fleetexecutor.log.LogCounts;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.PageLimit;
import io.fleetexecutor.log.RecordLabel;
import io.fleetexecutor.log.RecordType;
import io.fleetexecutor.model.ClusterState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the file of one execution. For one thread. */
final class ExecutionReader implements AutoCloseable {
  private static final String PAGE =
      "SELECT " + EventRow.COLUMNS + " FROM event WHERE position >= ? ORDER BY position LIMIT ?";
  private static final String RECORD =
      "SELECT " + EventRow.COLUMNS + " FROM event WHERE position = ?";
  private static final String STATE =
      "SELECT (SELECT min(position) FROM event), (SELECT max(position) FROM event),"
          + " end_seconds IS NOT NULL FROM execution";
  // These two are answered by the index of labels alone.
  private static final String RESULTS =
      "SELECT position, cluster, cluster_state FROM event"
          + " WHERE type = 4 AND position > ? ORDER BY position";
  private static final String COUNT =
      "SELECT type, cluster_state, count(DISTINCT cluster) FROM event"
          + " WHERE type IN (2, 4) AND position < ? GROUP BY type, cluster_state";

  /** What the file holds now. */
  record State(long oldest, long newest, boolean ended) {}

  private final String id;
  private final Connection connection;
  private final PreparedStatement page;
  private final PreparedStatement state;
  private @Nullable State end;

  private ExecutionReader(String id, Connection connection) throws SQLException {
    this.id = id;
    this.connection = connection;
    page = connection.prepareStatement(PAGE);
    state = connection.prepareStatement(STATE);
  }

  static ExecutionReader open(String id, ExecutionFiles files) throws SQLException {
    Connection connection = files.openReading(id);
    try {
      ExecutionFiles.describe(connection);
      return new ExecutionReader(id, connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  State state() throws SQLException {
    if (end != null) {
      return end;
    }
    try (ResultSet row = state.executeQuery()) {
      if (!row.next() || row.getLong(1) == 0) {
        throw new DamagedRow("it has no records");
      }
      State now = new State(row.getLong(1), row.getLong(2), row.getBoolean(3));
      end = now.ended ? now : null;
      return now;
    }
  }

  /** Null where there is nothing yet. */
  @Nullable LogPage page(long from, PageLimit limit) throws SQLException {
    while (true) {
      List<LogRecord> records = records(from, limit);
      State now = state();
      if (from < now.oldest) {
        throw new LogException.NotKept(id, now.oldest);
      }
      if (from > now.newest + 1) {
        throw new LogException.NotReached(id, now.newest);
      }
      if (!records.isEmpty()) {
        if (records.getFirst().position() != from) {
          throw new DamagedRow("record %d is missing".formatted(from));
        }
        return new LogPage(records, now.ended && records.getLast().position() == now.newest);
      }
      if (from == now.newest + 1) {
        return now.ended ? new LogPage(List.of(), true) : null;
      }
      // What came between the two queries is read now.
    }
  }

  private List<LogRecord> records(long from, PageLimit limit) throws SQLException {
    page.setLong(1, from);
    page.setInt(2, Math.max(1, limit.records()));
    List<LogRecord> records = new ArrayList<>();
    long bytes = 0;
    try (ResultSet row = page.executeQuery()) {
      while (row.next()) {
        LogRecord record = EventRow.read(row);
        bytes += record.payload().length;
        if (!records.isEmpty()) {
          long expected = records.getLast().position() + 1;
          if (record.position() != expected) {
            throw new DamagedRow("record %d is missing".formatted(expected));
          }
          if (bytes > limit.bytes()) {
            break;
          }
        }
        records.add(record);
      }
    }
    return records;
  }

  LogPage results(long after, PageLimit limit, Predicate<RecordLabel> filter) throws SQLException {
    List<LogRecord> records = new ArrayList<>();
    long bytes = 0;
    try (PreparedStatement query = connection.prepareStatement(RESULTS);
        PreparedStatement single = connection.prepareStatement(RECORD)) {
      query.setLong(1, after);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          if (!filter.test(
              EventRow.label(
                  Codes.of(RecordType.CLUSTER_FINISHED), row.getString(2), row.getInt(3)))) {
            continue;
          }
          if (records.size() >= Math.max(1, limit.records())) {
            return new LogPage(records, false);
          }
          LogRecord record = record(single, row.getLong(1));
          bytes += record.payload().length;
          if (!records.isEmpty() && bytes > limit.bytes()) {
            return new LogPage(records, false);
          }
          records.add(record);
        }
      }
    }
    return new LogPage(records, true);
  }

  private static LogRecord record(PreparedStatement single, long position) throws SQLException {
    single.setLong(1, position);
    try (ResultSet row = single.executeQuery()) {
      if (!row.next()) {
        throw new DamagedRow("record %d is missing".formatted(position));
      }
      return EventRow.read(row);
    }
  }

  LogCounts count(long before) throws SQLException {
    int started = 0;
    Map<ClusterState, Integer> finished = new EnumMap<>(ClusterState.class);
    try (PreparedStatement query = connection.prepareStatement(COUNT)) {
      query.setLong(1, before);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          ClusterState state = EventRow.label(row.getInt(1), "", row.getInt(2)).clusterState();
          if (state == null) {
            started += row.getInt(3);
          } else {
            finished.put(state, row.getInt(3));
          }
        }
      }
    }
    return new LogCounts(started, finished);
  }

  @Override
  public void close() throws SQLException {
    page.close();
    state.close();
    connection.close();
  }
}
