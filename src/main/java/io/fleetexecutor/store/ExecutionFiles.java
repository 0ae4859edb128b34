package io.fleetexecutor.store;

import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.NewRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The files of executions, each complete in itself: the entry and the records. While an execution
 * goes on its file has a write-ahead log beside it; once ended and sealed it is one file.
 */
final class ExecutionFiles {
  /** What a file says of itself. */
  record Description(ExecutionEntry entry, boolean trimmed) {}

  private final DataDirectory directory;
  private final Schema schema;
  private final int maxPages;
  private final byte[] template;

  private ExecutionFiles(DataDirectory directory, Schema schema, int maxPages, byte[] template) {
    this.directory = directory;
    this.schema = schema;
    this.maxPages = maxPages;
    this.template = template;
  }

  /**
   * @param maxPages of each file; 0: no limit
   */
  static ExecutionFiles in(DataDirectory directory, Schema schema, int maxPages)
      throws IOException {
    // Not in the data directory, which may be full.
    Path scratch = Files.createTempDirectory("fleet-log");
    Path template = scratch.resolve("template.db");
    try {
      schema.migrate(template);
      return new ExecutionFiles(directory, schema, maxPages, Files.readAllBytes(template));
    } finally {
      Files.deleteIfExists(template);
      Files.delete(scratch);
    }
  }

  /** Durable when it returns; where it fails, there is no file. */
  void create(ExecutionEntry entry, NewRecord first) throws SQLException, IOException {
    write(new Description(entry, false), 1, first, JournalMode.WAL);
  }

  /** Puts a file with one record in the place of the one that may be there. */
  void trim(ExecutionEntry entry, long position, NewRecord last) throws SQLException, IOException {
    // Another file's write-ahead log must not be taken for its own.
    directory.removeJournal(entry.id());
    write(new Description(entry, true), position, last, JournalMode.DELETE);
  }

  private void write(Description content, long position, NewRecord record, JournalMode journal)
      throws SQLException, IOException {
    String id = content.entry().id();
    Path file = directory.unfinished(id);
    try {
      Files.write(file, template);
      try (Connection connection = openUnfinished(file, journal);
          PreparedStatement insert = connection.prepareStatement(EventRow.INSERT)) {
        Sqlite.execute(connection, "BEGIN");
        EntryRow.insert(connection, "execution", content.entry(), content.trimmed());
        EventRow.bind(insert, position, record);
        insert.executeUpdate();
        Sqlite.execute(connection, "COMMIT");
      }
      requireMerged(file);
      directory.publish(id);
    } finally {
      directory.removeUnfinished(id);
    }
  }

  /** On a full disk closing leaves the write-ahead log, without a word. */
  private static void requireMerged(Path file) {
    if (DataDirectory.journalOf(file).stream().anyMatch(Files::exists)) {
      throw new LogException.Full(
          "there is no room for more in the data directory %s".formatted(file.getParent()));
    }
  }

  private Connection openUnfinished(Path file, JournalMode journal) throws SQLException {
    return Sqlite.open(
        file,
        config -> {
          config.setJournalMode(journal);
          // The whole file is synced before it gets its name.
          config.setSynchronous(SynchronousMode.OFF);
          limitPages(config);
        });
  }

  /** Of an execution that goes on, which recovery has migrated. */
  Connection openWriting(String id) throws SQLException {
    Path file = directory.execution(id);
    Connection connection = Sqlite.openWriting(file, this::limitPages);
    try {
      schema.requireCurrent(file, connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private void limitPages(SQLiteConfig config) {
    if (maxPages > 0) {
      config.setMaxPageCount(maxPages);
    }
  }

  /** Migrates it first where it is of an older version. */
  Connection openReading(String id) throws SQLException {
    Path file = directory.execution(id);
    Connection connection = Sqlite.openReading(file);
    try {
      if (!schema.isOlder(file, connection)) {
        return connection;
      }
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
    connection.close();
    schema.migrate(file);
    return Sqlite.openReading(file);
  }

  Description describe(String id) throws SQLException {
    try (Connection connection = openReading(id)) {
      return describe(connection);
    }
  }

  static Description describe(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + EntryRow.COLUMNS + " FROM execution")) {
      if (!row.next()) {
        throw new DamagedRow("it has no entry");
      }
      return new Description(EntryRow.read(row), row.getBoolean(9));
    }
  }

  /** Merges the write-ahead log into a file that nobody has open. */
  void seal(String id) throws SQLException {
    Sqlite.open(directory.execution(id), config -> config.setJournalMode(JournalMode.DELETE))
        .close();
  }
}
