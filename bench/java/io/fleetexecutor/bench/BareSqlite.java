package io.fleetexecutor.bench;

import io.fleetexecutor.log.NewRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.IntFunction;

/** What SQLite does alone: one table without further indexes, one statement, nothing else. */
final class BareSqlite implements AutoCloseable {
  private static final int GROUP = 64;

  private final Connection connection;

  BareSqlite(Path file) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA page_size = 8192");
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = FULL");
      statement.execute(
          "CREATE TABLE event (position INTEGER NOT NULL PRIMARY KEY, type INTEGER NOT NULL,"
              + " cluster TEXT NOT NULL, cluster_state INTEGER, payload BLOB NOT NULL,"
              + " checksum INTEGER NOT NULL)");
    }
    connection.setAutoCommit(false);
  }

  void append(int count, IntFunction<NewRecord> records) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)")) {
      for (int i = 1; i <= count; i++) {
        NewRecord record = records.apply(i);
        insert.setLong(1, i);
        insert.setInt(2, 4);
        insert.setString(3, record.label().cluster());
        insert.setInt(4, 1);
        insert.setBytes(5, record.payload());
        insert.setLong(6, 4_000_000_000L);
        insert.executeUpdate();
        if (i % GROUP == 0) {
          connection.commit();
        }
      }
      connection.commit();
    }
  }

  /** How many bytes of payload there are. */
  long replay() throws SQLException {
    long bytes = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM event ORDER BY position")) {
      while (row.next()) {
        row.getLong(1);
        row.getInt(2);
        row.getString(3);
        row.getInt(4);
        bytes += row.getBytes(5).length;
        row.getLong(6);
      }
    }
    connection.commit();
    return bytes;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
