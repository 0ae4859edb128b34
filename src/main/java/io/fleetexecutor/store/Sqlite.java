package io.fleetexecutor.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteOpenMode;

/** Connections to SQLite files; what they commit is on the disk. */
final class Sqlite {
  private static final int PAGE_BYTES = 8192;
  private static final int READ_CACHE_KIBIBYTES = 512;
  private static final int BUSY_MILLIS = 10_000;

  private Sqlite() {}

  static Connection openWriting(Path file, Consumer<SQLiteConfig> options) throws SQLException {
    return open(
        file,
        config -> {
          config.setJournalMode(JournalMode.WAL);
          options.accept(config);
        });
  }

  static Connection openReading(Path file) throws SQLException {
    return open(file, config -> config.setCacheSize(-READ_CACHE_KIBIBYTES));
  }

  /** Of a file that is there; fails where it is not. */
  static Connection open(Path file, Consumer<SQLiteConfig> options) throws SQLException {
    SQLiteConfig config = config();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    options.accept(config);
    return JDBC.createConnection(url(file), config.toProperties());
  }

  static SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.setPageSize(PAGE_BYTES);
    config.setSynchronous(SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.setGetGeneratedKeys(false);
    return config;
  }

  static String url(Path file) {
    return JDBC.PREFIX + file;
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static long queryLong(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
