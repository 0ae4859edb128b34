package io.fleetexecutor.store;

import static io.fleetexecutor.log.Records.CREATED;
import static io.fleetexecutor.log.Records.ENDED;
import static io.fleetexecutor.log.Records.accepted;
import static io.fleetexecutor.log.Records.ending;
import static io.fleetexecutor.log.Records.entry;
import static io.fleetexecutor.log.Records.over;
import static io.fleetexecutor.log.Records.payloads;
import static io.fleetexecutor.log.Records.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogUsage;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryTest extends StoreTest {
  private ExecutionEntry running = entry();
  private ExecutionEntry ended = entry();
  private ExecutionEntry trimmed = entry();

  @BeforeEach
  void fill() {
    running = await(log.create(entry("request", CREATED), accepted()));
    await(log.append(running.id(), started("a")));
    ended = await(log.create(entry("", CREATED.plusSeconds(1)), accepted()));
    await(log.end(ended.id(), over(), ending()));
    trimmed = await(log.create(entry("", CREATED.plusSeconds(2)), accepted()));
    await(log.end(trimmed.id(), over(), ending()));
    await(log.trim(trimmed.id(), over()));
  }

  private void assertEverythingIsThere() {
    assertThat(await(log.findByRequestId("request"))).usingRecursiveComparison().isEqualTo(running);
    assertThat(find(ended).endTime()).isEqualTo(ENDED);
    assertThat(payloads(readAll(running))).containsExactly("accepted", "started a");
    assertThat(payloads(readAll(ended))).containsExactly("accepted", "over");
    List<LogUsage> usage = await(log.usage());
    assertThat(usage)
        .extracting(LogUsage::executionId)
        .containsExactly(running.id(), ended.id(), trimmed.id());
    assertThat(usage.getLast().bytes()).isZero();
    await(log.append(running.id(), started("b")));
  }

  @Test
  void aLostCatalogIsMadeAgain() throws Exception {
    close();
    Files.delete(catalog());
    log = open();
    assertEverythingIsThere();
  }

  @Test
  void aBrokenCatalogIsPutAsideAndMadeAgain() throws Exception {
    for (String content : List.of("", "garbage".repeat(10_000))) {
      close();
      Files.writeString(catalog(), content);
      log = open();
      assertThat(await(log.list(null, 10, entry -> true))).hasSize(3);
    }
    assertThat(directory.resolve("catalog.db.broken")).hasContent("");
    assertThat(directory.resolve("catalog.db.broken-2")).content().startsWith("garbage");
    assertEverythingIsThere();
  }

  @Test
  void aCatalogWithBrokenPagesIsMadeAgain() throws Exception {
    close();
    byte[] content = Files.readAllBytes(catalog());
    Arrays.fill(content, 8192, content.length, (byte) 7);
    Files.write(catalog(), content);
    log = open();
    assertEverythingIsThere();
  }

  @Test
  void aFileWithoutAnEntryIsAdopted() throws Exception {
    close();
    execute(catalog(), "DELETE FROM entry");
    log = open();
    assertEverythingIsThere();
  }

  @Test
  void anEndThatIsNotInTheCatalogIsTakenFromTheFile() throws Exception {
    close();
    execute(
        catalog(),
        "UPDATE entry SET end_seconds = NULL, end_nanos = NULL, header = x'00'"
            + " WHERE end_seconds IS NOT NULL");
    log = open();
    assertEverythingIsThere();
    assertThat(find(ended).header()).isEqualTo(ending().header());
  }

  @Test
  void whatWasBegunAndNotFinishedIsRemoved() throws Exception {
    close();
    Files.writeString(file(running).resolveSibling("x.db.new"), "half");
    Files.writeString(file(running).resolveSibling("x.db.new-journal"), "half");
    log = open();
    assertEverythingIsThere();
    assertThat(executionFiles()).noneMatch(name -> name.startsWith("x"));
  }

  @Test
  void aDeletionThatWasBegunIsFinished() throws Exception {
    ExecutionEntry deleted = create();
    await(log.end(deleted.id(), over(), ending()));
    close();
    Files.move(
        file(deleted), file(deleted).resolveSibling(file(deleted).getFileName() + ".deleted"));
    log = open();
    assertThat(await(log.find(deleted.id()))).isNull();
    assertThat(executionFiles()).noneMatch(name -> name.startsWith(deleted.id()));
    assertEverythingIsThere();
  }

  @Test
  void aCatalogOfANewerReleaseIsRefused() throws Exception {
    close();
    execute(catalog(), "PRAGMA user_version = 99");
    assertThatIllegalStateException()
        .isThrownBy(this::open)
        .withMessageContaining("catalog.db")
        .withMessageContaining("99");
    execute(catalog(), "PRAGMA user_version = 1");
    log = open();
    assertEverythingIsThere();
  }

  @Test
  void nothingLiesBesideTheFileOfAnEndedExecutionNorAfterClosing() throws Exception {
    ExecutionEntry read = create();
    readAll(read);
    await(log.end(read.id(), over(), ending()));
    readAll(read);
    assertThat(executionFiles()).noneMatch(name -> name.startsWith(read.id() + ".db-"));
    close();
    assertThat(executionFiles()).allMatch(name -> name.endsWith(".db")).hasSize(4);
    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder("catalog.db", "executions", "lock");
  }
}
