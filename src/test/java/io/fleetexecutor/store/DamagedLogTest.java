package io.fleetexecutor.store;

import static io.fleetexecutor.log.Records.LARGE;
import static io.fleetexecutor.log.Records.bytes;
import static io.fleetexecutor.log.Records.ending;
import static io.fleetexecutor.log.Records.finished;
import static io.fleetexecutor.log.Records.over;
import static io.fleetexecutor.log.Records.payloads;
import static io.fleetexecutor.log.Records.started;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.NewRecord;
import io.fleetexecutor.model.ClusterState;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DamagedLogTest extends StoreTest {
  private static final byte[] KILOBYTE = bytes("0123456789abcdef".repeat(64));

  enum Damage {
    EMPTIED {
      @Override
      void inflict(Path file) throws IOException {
        truncate(file, 0);
      }
    },
    CUT {
      @Override
      void inflict(Path file) throws IOException {
        truncate(file, Files.size(file) / 2);
      }
    },
    CUT_TO_A_HEADER {
      @Override
      void inflict(Path file) throws IOException {
        truncate(file, 100);
      }
    },
    GARBAGE {
      @Override
      void inflict(Path file) throws IOException {
        Files.write(file, "no database".repeat(10_000).getBytes(UTF_8));
      }
    },
    DELETED {
      @Override
      void inflict(Path file) throws IOException {
        Files.delete(file);
      }
    },
    NO_TABLE {
      @Override
      void inflict(Path file) throws SQLException {
        execute(file, "DROP TABLE event");
      }
    },
    NO_ENTRY {
      @Override
      void inflict(Path file) throws SQLException {
        execute(file, "DELETE FROM execution");
      }
    },
    NO_RECORDS {
      @Override
      void inflict(Path file) throws SQLException {
        execute(file, "DELETE FROM event");
      }
    },
    NEWER_VERSION {
      @Override
      void inflict(Path file) throws SQLException {
        execute(file, "PRAGMA user_version = 99");
      }
    };

    abstract void inflict(Path file) throws IOException, SQLException;

    static void truncate(Path file, long size) throws IOException {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(size);
      }
    }
  }

  private ExecutionEntry filled() {
    ExecutionEntry entry = create();
    for (int i = 0; i < 200; i++) {
      await(log.append(entry.id(), new NewRecord(started("c" + i).label(), KILOBYTE)));
    }
    return entry;
  }

  @ParameterizedTest
  @EnumSource
  void oneDamagedLogHindersNoOther(Damage damage) throws Exception {
    ExecutionEntry running = filled();
    ExecutionEntry ended = filled();
    await(log.end(ended.id(), over(), ending()));
    ExecutionEntry sound = filled();
    close();
    damage.inflict(file(running));
    damage.inflict(file(ended));
    log = open();

    for (ExecutionEntry damaged : List.of(running, ended)) {
      assertThatThrownBy(() -> await(log.read(damaged.id(), 1, LARGE)))
          .isInstanceOf(LogException.Damaged.class)
          .hasMessageContaining(damaged.id());
    }
    assertThatThrownBy(() -> await(log.append(running.id(), started("x"))))
        .isInstanceOf(LogException.Damaged.class);
    assertThat(find(running).endTime()).isNull();
    assertThat(find(ended).endTime()).isNotNull();
    await(log.append(sound.id(), started("x")));
    assertThat(readAll(sound).records()).hasSize(202);
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedLogIsAbandonedAndTrimmed(Damage damage) throws Exception {
    ExecutionEntry entry = filled();
    close();
    damage.inflict(file(entry));
    log = open();

    await(log.abandon(entry.id(), ending()));
    reopen();
    assertThat(find(entry).endTime()).isNotNull();
    await(log.trim(entry.id(), over()));
    assertThatThrownBy(() -> await(log.read(entry.id(), 1000, LARGE)))
        .isInstanceOf(LogException.NotReached.class);
    assertThat(await(log.usage()).getFirst().bytes()).isZero();
    await(log.delete(entry.id()));
    assertThat(executionFiles()).isEmpty();
  }

  @Test
  void anAlteredRecordIsNeverGiven() throws Exception {
    ExecutionEntry entry = create();
    await(log.append(entry.id(), finished("a", ClusterState.SUCCEEDED)));
    await(log.append(entry.id(), finished("b", ClusterState.SUCCEEDED)));
    for (String alteration :
        List.of(
            "UPDATE event SET payload = CAST('finished x' AS BLOB) WHERE position = 2",
            "UPDATE event SET cluster = 'x' WHERE position = 2",
            "UPDATE event SET cluster_state = 2 WHERE position = 2",
            "UPDATE event SET type = 3 WHERE position = 2",
            "UPDATE event SET checksum = checksum + 1 WHERE position = 2",
            "UPDATE event SET position = 9 WHERE position = 2",
            "DELETE FROM event WHERE position = 2")) {
      close();
      byte[] sound = Files.readAllBytes(file(entry));
      execute(file(entry), alteration);
      log = open();
      assertThatThrownBy(() -> readAll(entry))
          .as(alteration)
          .isInstanceOf(LogException.Damaged.class);
      close();
      Files.write(file(entry), sound);
      log = open();
      assertThat(payloads(readAll(entry))).containsExactly("accepted", "finished a", "finished b");
    }
  }

  @Test
  void aLogThatIsDamagedWhileItIsReadIsDamaged() throws Exception {
    ExecutionEntry entry = filled();
    await(log.end(entry.id(), over(), ending()));
    readAll(entry);
    Damage.GARBAGE.inflict(file(entry));
    assertThatThrownBy(() -> readAll(entry)).isInstanceOf(LogException.Damaged.class);
  }
}
