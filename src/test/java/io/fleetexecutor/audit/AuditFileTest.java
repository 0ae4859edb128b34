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
  void halfALineThatACrashHasLeftIsNotTheBeginningOfTheNext() throws Exception {
    Path path = Files.writeString(directory.resolve("audit.jsonl"), "a\n{\"ha");
    try (var file = new AuditFile(path)) {
      await(file.append("b"));
    }
    assertThat(Files.readAllLines(path)).containsExactly("a", "{\"ha", "b");
  }

  @Test
  void whatWaitsIsWrittenBeforeItIsClosedAndNothingAfter() throws Exception {
    Path path = directory.resolve("audit.jsonl");
    var file = new AuditFile(path);
    for (int i = 0; i < 2_000; i++) {
      file.append("b" + i).subscribe().with(done -> {}, failure -> {});
    }
    file.close();
    assertThat(Files.readAllLines(path)).hasSize(2_000);
    assertThatThrownBy(() -> await(file.append("late")))
        .isInstanceOf(AuditUnavailableException.class);
  }

  @Test
  void whatWaitsHasABound() throws Exception {
    try (var file = new AuditFile(directory.resolve("audit.jsonl"))) {
      String large = "x".repeat(65 << 20);
      assertThatThrownBy(() -> await(file.append(large)))
          .isInstanceOf(AuditUnavailableException.class);
      await(file.append("small"));
    }
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
