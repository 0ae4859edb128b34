package io.fleetexecutor.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;

/** The catalog's file. It is only an index: one that is broken is put aside, and made again. */
final class CatalogFile {
  private static final Logger LOG = Logger.getLogger(CatalogFile.class);

  private CatalogFile() {}

  /** Makes sure that there is a catalog that works; it may be empty. */
  static void prepare(Path file) throws IOException, SQLException {
    if (Files.exists(file)) {
      try {
        check(file);
        return;
      } catch (SQLException | FlywayException e) {
        if (e instanceof SQLException sql && !Failures.isDamage(sql) || Failures.isNoRoom(e)) {
          throw e;
        }
        LOG.warnf(
            "the catalog %s is broken (%s): it is kept as %s, and made again from the executions",
            file, e.getMessage(), putAside(file));
      }
    }
    for (Path beside : DataDirectory.journalOf(file)) {
      Files.deleteIfExists(beside);
    }
    Schema.CATALOG.migrate(file);
  }

  private static void check(Path file) throws SQLException {
    boolean older;
    try (Connection connection = Sqlite.openReading(file)) {
      older = Schema.CATALOG.isOlder(file, connection);
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
        if (!row.next() || !"ok".equals(row.getString(1))) {
          throw new DamagedRow("quick_check: " + row.getString(1));
        }
      }
      readAll(connection);
    }
    if (older) {
      Schema.CATALOG.migrate(file);
    }
  }

  private static void readAll(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + EntryRow.COLUMNS + " FROM entry")) {
      while (row.next()) {
        EntryRow.read(row);
      }
    }
  }

  private static Path putAside(Path file) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".broken");
    for (int i = 2; Files.exists(aside); i++) {
      aside = file.resolveSibling(file.getFileName() + ".broken-" + i);
    }
    return Files.move(file, aside);
  }
}
