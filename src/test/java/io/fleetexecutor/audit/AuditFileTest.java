package io.fleetexecutor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
  @TempDir Path directory;

  private static void await(Uni<Void> written) {
    written.await().atMost(Duration.ofMinutes(1));
  }

  @Test
  void linesAreAddedInOrderAndStay() throws Exception {
    Path path = directory.resolve("audit.jsonl");
    try (var file = new AuditFile(path)) {
      await(file.append("a"));
    }
    try (var file = new AuditFile(path)) {
      List<Uni<Void>> all = IntStream.range(0, 5_000).mapToObj(i -> file.append("b" + i)).toList();
      List<java.util.concurrent.CompletableFuture<Void>> written =
          all.stream().map(Uni::subscribeAsCompletionStage).toList();
      written.forEach(java.util.concurrent.CompletableFuture::join);
    }
    List<String> lines = Files.readAllLines(path);
    assertThat(lines).hasSize(5_001).startsWith("a", "b0", "b1").endsWith("b4999");
  }

  @Test
  void nobodyElseMayReadIt() throws Exception {
    Path path = directory.resolve("audit.jsonl");
    new AuditFile(path).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatIsMovedAwayIsBegunAnew() throws Exception {
    Path path = directory.resolve("audit.jsonl");
    try (var file = new AuditFile(path)) {
      await(file.append("before"));
      Files.move(path, directory.resolve("audit.1"));
      await(file.append("after"));
    }
    assertThat(Files.readAllLines(path)).containsExactly("after");
    assertThat(Files.readAllLines(directory.resolve("audit.1"))).containsExactly("before");
  }

  @Test
  void whatCannotBeWrittenIsNotAcknowledged() throws Exception {
    Path full = Path.of("/dev/full");
    assertThat(full).exists();
    try (var file = new AuditFile(full)) {
      assertThatThrownBy(() -> await(file.append("a")))
          .isInstanceOf(AuditUnavailableException.class);
    }
  }

  @Test
  void whereNothingCanBeWrittenIsToldAtOnce() {
    assertThatThrownBy(() -> new AuditFile(directory.resolve("no/such/directory")))
        .isInstanceOf(IOException.class);
  }
}
