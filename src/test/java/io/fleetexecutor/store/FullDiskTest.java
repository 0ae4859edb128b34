package io.fleetexecutor.store;

import static io.fleetexecutor.log.Records.CREATED;
import static io.fleetexecutor.log.Records.accepted;
import static io.fleetexecutor.log.Records.ending;
import static io.fleetexecutor.log.Records.entry;
import static io.fleetexecutor.log.Records.over;
import static io.fleetexecutor.log.Records.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fleetexecutor.log.Appended;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.NewRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FullDiskTest extends StoreTest {
  private static final byte[] LARGE = new byte[100_000];

  /** How many records fitted. */
  private int fill(ExecutionEntry entry) {
    int written = 0;
    try {
      while (written < 10_000) {
        await(log.append(entry.id(), new NewRecord(started("c" + written).label(), LARGE)));
        written++;
      }
    } catch (LogException.Full full) {
      assertThat(full).hasMessageContaining(directory.toString());
    }
    assertThat(written).isBetween(1, 9_999);
    return written;
  }

  @Test
  void aFullFileKeepsWhatItHasAndTakesMoreOnceThereIsRoom() {
    close();
    log = SqliteLog.open(directory, SETTINGS, 100);
    ExecutionEntry entry = create();
    int written = fill(entry);
    assertThat(readAll(entry).records()).hasSize(written + 1);
    // Fails as the one before it, until all have heard of that.
    Awaitility.await()
        .ignoreExceptionsInstanceOf(LogException.Full.class)
        .until(() -> await(log.append(entry.id(), started("small"))) == Appended.WRITTEN);
    assertThat(readAll(entry).records()).hasSize(written + 2);

    reopen();
    await(log.append(entry.id(), new NewRecord(started("more").label(), LARGE)));
    assertThat(readAll(entry).records()).hasSize(written + 3);
  }

  @Test
  void aFullDiskKeepsWhatItHasAndTakesMoreOnceThereIsRoom() throws Exception {
    close();
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString()));
    try {
      directory = disk.resolve("data");
      log = open();
      ExecutionEntry old = create();
      await(log.append(old.id(), new NewRecord(started("a").label(), new byte[2 << 20])));
      await(log.end(old.id(), over(), ending()));
      ExecutionEntry entry = create();
      int written = fill(entry);
      assertThat(readAll(entry).records()).hasSize(written + 1);
      assertThatThrownBy(() -> createMany(100)).isInstanceOf(LogException.Full.class);
      reopen();
      assertThat(readAll(entry).records()).hasSize(written + 1);

      await(log.delete(old.id()));
      await(log.append(entry.id(), new NewRecord(started("more").label(), LARGE)));
      assertThat(readAll(entry).records()).hasSize(written + 2);
    } finally {
      close();
      run("umount", disk.toString());
    }
  }

  private void createMany(int count) {
    for (int i = 0; i < count; i++) {
      create();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
  }

  @Test
  void anExecutionDoesNotStartWithTooLittleRoom() throws Exception {
    close();
    long limit = Long.MAX_VALUE;
    log = SqliteLog.open(directory, new StoreSettings(1, limit));
    ExecutionEntry refused = entry("request", CREATED);
    assertThatThrownBy(() -> await(log.create(refused, accepted())))
        .isInstanceOf(LogException.Full.class)
        .hasMessageContaining(directory.toString())
        .hasMessageContaining(Long.toString(limit))
        .hasMessageContaining("fleet.min-free-bytes");
    assertThat(await(log.find(refused.id()))).isNull();
    assertThat(executionFiles()).isEmpty();
  }
}
