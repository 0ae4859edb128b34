package io.fleetexecutor.store;

import static io.fleetexecutor.log.Records.LARGE;
import static io.fleetexecutor.log.Records.accepted;
import static io.fleetexecutor.log.Records.entry;
import static io.fleetexecutor.log.Records.payloads;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.log.ExecutionEntry;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationTest {
  private static final Schema NEXT =
      new Schema(
          Stream.concat(
                  Schema.EXECUTION.scripts().stream(),
                  Stream.of(new Script("/db/execution/V2__test.sql")))
              .toList());

  @TempDir Path temporary;

  @Test
  void aFileOfAnOlderReleaseIsMigratedWhenItIsOpened() throws Exception {
    ExecutionEntry entry = entry();
    try (DataDirectory directory = DataDirectory.open(temporary)) {
      ExecutionFiles.in(directory, Schema.EXECUTION, 0).create(entry, accepted());

      ExecutionFiles next = ExecutionFiles.in(directory, NEXT, 0);
      try (ExecutionReader reader = ExecutionReader.open(entry.id(), next)) {
        assertThat(payloads(Objects.requireNonNull(reader.page(1, LARGE))))
            .containsExactly("accepted");
      }
      try (Connection connection = Sqlite.openReading(directory.execution(entry.id()))) {
        assertThat(Sqlite.queryLong(connection, "PRAGMA user_version")).isEqualTo(2);
        assertThat(
                Sqlite.queryLong(
                    connection, "SELECT count(*) FROM execution WHERE note = 'migrated'"))
            .isEqualTo(1);
      }
    }
  }

  @Test
  void theNumberOfMigrationsIsTheVersionThatTheySet() throws Exception {
    for (Schema schema : new Schema[] {Schema.CATALOG, Schema.EXECUTION, NEXT}) {
      Path file = temporary.resolve(schema.hashCode() + ".db");
      schema.migrate(file);
      try (Connection connection = Sqlite.openReading(file)) {
        assertThat(Sqlite.queryLong(connection, "PRAGMA user_version")).isEqualTo(schema.version());
        assertThat(Sqlite.queryLong(connection, "PRAGMA page_size")).isEqualTo(8192);
      }
    }
  }
}
