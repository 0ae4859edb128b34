package io.fleetexecutor.store;

import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Has an embedded log, and a look at its files. */
abstract class StoreTest extends LogTest {
  static final StoreSettings SETTINGS = new StoreSettings(2, 0);

  @TempDir Path directory;

  @Override
  protected ExecutionLog open() {
    return SqliteLog.open(directory, SETTINGS);
  }

  Path catalog() {
    return directory.resolve("catalog.db");
  }

  Path file(ExecutionEntry entry) {
    return directory.resolve("executions").resolve(entry.id() + ".db");
  }

  List<String> executionFiles() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("executions"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static void execute(Path file, String... statements) throws SQLException {
    try (Connection connection = Sqlite.open(file, config -> {})) {
      for (String sql : statements) {
        Sqlite.execute(connection, sql);
      }
    }
  }
}
