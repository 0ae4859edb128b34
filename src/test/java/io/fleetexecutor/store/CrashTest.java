package io.fleetexecutor.store;

import static io.fleetexecutor.log.Records.payloads;
import static io.fleetexecutor.log.Records.positions;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.PageLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CrashTest extends StoreTest {
  private static final int ROUNDS = 4;
  private static final PageLimit ALL = new PageLimit(Integer.MAX_VALUE, Integer.MAX_VALUE);

  @Test
  void whatWasAcknowledgedIsThereAfterTheProcessWasKilled() throws Exception {
    Random random = new Random(42);
    ExecutionEntry entry = create();
    int written = 0;
    for (int round = 0; round < ROUNDS; round++) {
      close();
      int acknowledged = appendUntilKilled(entry, written, 1 + random.nextInt(3000));
      log = open();

      LogPage page = await(log.read(entry.id(), 1, ALL));
      int found = page.records().size() - 1;
      assertThat(found).isGreaterThanOrEqualTo(acknowledged);
      assertThat(positions(page))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, found + 1).boxed().toList());
      assertThat(payloads(page).subList(1, found + 1))
          .containsExactlyElementsOf(
              IntStream.range(0, found).mapToObj(i -> "started c" + i).toList());
      written = found;
    }
  }

  /** How many records it had acknowledged in all, which are more than there were. */
  private int appendUntilKilled(ExecutionEntry entry, int from, int atLeast) throws Exception {
    Process process = start(entry, from);
    List<String> lines = new ArrayList<>();
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (lines.size() == atLeast) {
          // Of the handle: the process' own would close the output that is still to be read.
          process.toHandle().destroyForcibly();
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(lines).hasSizeGreaterThanOrEqualTo(atLeast);
    return lines.stream().mapToInt(Integer::parseInt).max().orElseThrow() + 1;
  }

  private Process start(ExecutionEntry entry, int from) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            AppendingProcess.class.getName(),
            directory.toString(),
            entry.id(),
            Integer.toString(from))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void aDirectoryThatAnotherProcessHasIsRefused() throws Exception {
    ExecutionEntry entry = create();
    close();
    Process process = start(entry, 0);
    try (BufferedReader output = process.inputReader()) {
      output.readLine();
      assertThatIllegalStateException()
          .isThrownBy(this::open)
          .withMessageContaining("process " + process.pid());
    } finally {
      process.destroyForcibly().waitFor();
    }
    log = open();
  }
}
