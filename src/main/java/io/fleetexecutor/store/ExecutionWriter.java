package io.fleetexecutor.store;

import io.fleetexecutor.log.Appended;
import io.fleetexecutor.log.Ending;
import io.fleetexecutor.log.NewRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Appends to the file of one execution. After a failure it is to be closed. */
final class ExecutionWriter implements AutoCloseable {
  // The constraint decides which result is the first, not a look at what is there.
  private static final String INSERT =
      EventRow.INSERT + " ON CONFLICT (cluster) WHERE type = 4 DO NOTHING";

  private final String id;
  private final Connection connection;
  private final PreparedStatement insert;
  private final boolean ended;
  private long newest;

  private ExecutionWriter(String id, Connection connection) throws SQLException {
    this.id = id;
    this.connection = connection;
    ended = ExecutionFiles.describe(connection).entry().endTime() != null;
    newest = Sqlite.queryLong(connection, "SELECT max(position) FROM event");
    if (newest == 0) {
      throw new DamagedRow("it has no records");
    }
    insert = connection.prepareStatement(INSERT);
  }

  static ExecutionWriter open(String id, ExecutionFiles files) throws SQLException {
    Connection connection = files.openWriting(id);
    try {
      return new ExecutionWriter(id, connection);
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** The end is in the file; it may not be in the catalog yet. */
  boolean ended() {
    return ended;
  }

  /** All of them are durable when it returns, or none. */
  List<Appended> append(List<NewRecord> records, @Nullable Ending ending) throws SQLException {
    List<Appended> outcomes = new ArrayList<>(records.size());
    Sqlite.execute(connection, "BEGIN IMMEDIATE");
    try {
      long position = newest;
      for (NewRecord record : records) {
        EventRow.bind(insert, position + 1, record);
        boolean written = insert.executeUpdate() == 1;
        position += written ? 1 : 0;
        outcomes.add(written ? Appended.WRITTEN : Appended.RESULT_EXISTS);
      }
      if (ending != null) {
        EntryRow.end(connection, "execution", id, ending);
      }
      Sqlite.execute(connection, "COMMIT");
      newest = position;
      return outcomes;
    } catch (SQLException e) {
      rollBack(e);
      throw e;
    }
  }

  private void rollBack(SQLException error) {
    try {
      Sqlite.execute(connection, "ROLLBACK");
    } catch (SQLException alreadyRolledBack) {
      error.addSuppressed(alreadyRolledBack);
    }
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    connection.close();
  }
}
