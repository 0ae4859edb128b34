package io.fleetexecutor.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/**
 * The tables of a kind of file, by its migrations. Each sets SQLite's {@code user_version} to its
 * number, so that a look at that tells whether a file is up to date.
 */
record Schema(List<Script> scripts) {
  static final Schema CATALOG = new Schema(List.of(new Script("/db/catalog/V1__entry.sql")));
  static final Schema EXECUTION = new Schema(List.of(new Script("/db/execution/V1__event.sql")));

  /** Thrown for a file of a version to come. */
  static final class NewerVersion extends IllegalStateException {
    NewerVersion(Path file, long version, int known) {
      super(
          "%s has version %d of its tables, and this release knows them up to %d; use the release that wrote it, or a newer one"
              .formatted(file, version, known));
    }
  }

  int version() {
    return scripts.size();
  }

  /** Brings a file to the newest version, or makes it. */
  void migrate(Path file) {
    SQLiteDataSource source = new SQLiteDataSource(Sqlite.config());
    source.setUrl(Sqlite.url(file));
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(source)
        .resourceProvider(new Scripts(scripts))
        .javaMigrationClassProvider(List::of)
        .load()
        .migrate();
  }

  /** Whether the file has to be migrated before use. */
  boolean isOlder(Path file, Connection connection) throws SQLException {
    long version = Sqlite.queryLong(connection, "PRAGMA user_version");
    if (version > version()) {
      throw new NewerVersion(file, version, version());
    }
    // 0 is of a file that has no tables of ours at all.
    return version > 0 && version < version();
  }

  void requireCurrent(Path file, Connection connection) throws SQLException {
    if (isOlder(file, connection)) {
      throw new DamagedRow("its tables are of an older version");
    }
  }

  private record Scripts(List<Script> scripts) implements ResourceProvider {
    @Override
    public @Nullable LoadableResource getResource(String name) {
      return scripts.stream()
          .filter(script -> script.getRelativePath().equals(name))
          .findFirst()
          .orElse(null);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return scripts.stream()
          .filter(script -> script.getFilename().startsWith(prefix))
          .filter(script -> Arrays.stream(suffixes).anyMatch(script.getFilename()::endsWith))
          .map(LoadableResource.class::cast)
          .toList();
    }
  }
}
