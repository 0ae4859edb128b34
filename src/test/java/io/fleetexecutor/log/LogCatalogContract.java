package io.fleetexecutor.log;

import static io.fleetexecutor.log.Records.CREATED;
import static io.fleetexecutor.log.Records.ENDED;
import static io.fleetexecutor.log.Records.LARGE;
import static io.fleetexecutor.log.Records.accepted;
import static io.fleetexecutor.log.Records.bytes;
import static io.fleetexecutor.log.Records.ending;
import static io.fleetexecutor.log.Records.entry;
import static io.fleetexecutor.log.Records.finished;
import static io.fleetexecutor.log.Records.over;
import static io.fleetexecutor.log.Records.payloads;
import static io.fleetexecutor.log.Records.positions;
import static io.fleetexecutor.log.Records.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fleetexecutor.model.ClusterState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every log knows of its executions, and how it removes them. */
public abstract class LogCatalogContract extends LogTest {

  @Test
  void anEntryIsFoundAsItWasGiven() {
    ExecutionEntry entry = entry("request", CREATED);
    assertThat(await(log.create(entry, accepted()))).usingRecursiveComparison().isEqualTo(entry);
    for (int i = 0; i < 2; i++) {
      assertThat(await(log.find(entry.id()))).usingRecursiveComparison().isEqualTo(entry);
      assertThat(await(log.findByRequestId("request"))).usingRecursiveComparison().isEqualTo(entry);
      reopen();
    }
  }

  @Test
  void whatIsNotThereIsNotFound() {
    create();
    assertThat(await(log.find(entry().id()))).isNull();
    assertThat(await(log.findByRequestId("other"))).isNull();
    assertThat(await(log.findByRequestId(""))).isNull();
  }

  @Test
  void aRequestIdThatIsTakenGivesItsEntryAndChangesNothing() {
    ExecutionEntry first = await(log.create(entry("request", CREATED), accepted()));
    ExecutionEntry second = entry("request", CREATED.plusSeconds(1));
    assertThat(await(log.create(second, accepted()))).usingRecursiveComparison().isEqualTo(first);
    assertThat(await(log.find(second.id()))).isNull();
    assertThatThrownBy(() -> await(log.read(second.id(), 1, LARGE)))
        .isInstanceOf(LogException.NoSuchExecution.class);
    assertThat(readAll(first).records()).hasSize(1);
  }

  @Test
  void entriesWithoutARequestIdAreAllDifferent() {
    create();
    create();
    assertThat(await(log.list(null, 10, entry -> true))).hasSize(2);
  }

  @Test
  void theEndIsInTheEntry() {
    ExecutionEntry entry = create();
    await(log.end(entry.id(), over(), ending()));
    for (int i = 0; i < 2; i++) {
      ExecutionEntry ended = find(entry);
      assertThat(ended.endTime()).isEqualTo(ENDED);
      assertThat(ended.header()).isEqualTo(bytes("ended header"));
      assertThat(ended.createTime()).isEqualTo(CREATED);
      reopen();
    }
  }

  @Test
  void anAbandonedLogHasEndedInItsEntryAndTakesNoMore() {
    ExecutionEntry entry = create();
    await(log.append(entry.id(), started("a")));
    await(log.abandon(entry.id(), ending()));
    for (int i = 0; i < 2; i++) {
      ExecutionEntry ended = find(entry);
      assertThat(ended.endTime()).isEqualTo(ENDED);
      assertThat(payloads(readAll(entry))).containsExactly("accepted", "started a");
      assertThatThrownBy(() -> await(log.append(entry.id(), started("b"))))
          .isInstanceOf(IllegalStateException.class);
      reopen();
    }
  }

  @Test
  void entriesAreListedNewestFirstAndByDescendingIdPageByPage() {
    List<ExecutionEntry> entries = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ExecutionEntry entry = entry("", CREATED.plusNanos(i / 4).plusSeconds(i % 2));
      entries.add(await(log.create(entry, accepted())));
    }
    List<String> expected =
        entries.stream()
            .sorted(
                Comparator.comparing(ExecutionEntry::createTime)
                    .thenComparing(ExecutionEntry::id)
                    .reversed())
            .map(ExecutionEntry::id)
            .toList();
    List<String> listed = new ArrayList<>();
    EntryKey after = null;
    for (List<ExecutionEntry> page = next(after, 7); !page.isEmpty(); page = next(after, 7)) {
      page.forEach(entry -> listed.add(entry.id()));
      after = page.getLast().key();
    }
    assertThat(listed).isEqualTo(expected);
  }

  private List<ExecutionEntry> next(@Nullable EntryKey after, int limit) {
    return await(log.list(after, limit, entry -> true));
  }

  @Test
  void aListHasThoseThatPassHoweverFarApartTheyAre() {
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      ExecutionEntry entry = create();
      if (i % 100 == 7) {
        wanted.add(entry.id());
      }
    }
    assertThat(await(log.list(null, 10, entry -> wanted.contains(entry.id()))))
        .extracting(ExecutionEntry::id)
        .containsExactlyInAnyOrderElementsOf(wanted);
    assertThat(await(log.list(null, 2, entry -> wanted.contains(entry.id())))).hasSize(2);
  }

  @Test
  void usageIsListedOldestFirst() {
    ExecutionEntry young = await(log.create(entry("", CREATED.plusSeconds(5)), accepted()));
    ExecutionEntry old = await(log.create(entry("", CREATED), accepted()));
    await(log.end(old.id(), over(), ending()));
    byte[] large = new byte[3 << 20];
    await(log.append(young.id(), new NewRecord(started("a").label(), large)));

    List<LogUsage> usage = await(log.usage());
    assertThat(usage).extracting(LogUsage::executionId).containsExactly(old.id(), young.id());
    assertThat(usage.getFirst().createTime()).isEqualTo(CREATED);
    assertThat(usage.getFirst().endTime()).isEqualTo(ENDED);
    assertThat(usage.getFirst().bytes()).isPositive();
    assertThat(usage.getLast().endTime()).isNull();
    assertThat(usage.getLast().bytes()).isGreaterThanOrEqualTo(large.length);
  }

  @Test
  void aTrimmedLogKeepsOneRecordInThePlaceOfTheLast() {
    ExecutionEntry entry = create();
    await(log.append(entry.id(), finished("a", ClusterState.SUCCEEDED)));
    await(log.end(entry.id(), over(), ending()));
    assertThat(readAll(entry).records()).hasSize(3);
    await(log.trim(entry.id(), new NewRecord(over().label(), bytes("short"))));

    for (int i = 0; i < 2; i++) {
      LogPage page = await(log.read(entry.id(), 3, LARGE));
      assertThat(positions(page)).containsExactly(3L);
      assertThat(payloads(page)).containsExactly("short");
      assertThat(page.last()).isTrue();
      assertThat(catchThrowableOfType(LogException.NotKept.class, () -> readAll(entry)).oldest())
          .isEqualTo(3);
      assertThat(await(log.read(entry.id(), 4, LARGE))).isEqualTo(new LogPage(List.of(), true));
      assertThat(await(log.results(entry.id(), 0, LARGE, label -> true)).records()).isEmpty();
      assertThat(await(log.count(entry.id(), 9))).isEqualTo(new LogCounts(0, Map.of()));
      assertThat(await(log.usage()).getFirst().bytes()).isZero();
      ExecutionEntry found = find(entry);
      assertThat(found.endTime()).isEqualTo(ENDED);
      reopen();
    }
  }

  @Test
  void trimmingTwiceIsAsTrimmingOnce() {
    ExecutionEntry entry = create();
    await(log.end(entry.id(), over(), ending()));
    await(log.trim(entry.id(), over()));
    await(log.trim(entry.id(), over()));
    assertThat(positions(await(log.read(entry.id(), 2, LARGE)))).containsExactly(2L);
  }

  @Test
  void aDeletedLogIsGone() {
    ExecutionEntry entry = await(log.create(entry("request", CREATED), accepted()));
    await(log.end(entry.id(), over(), ending()));
    readAll(entry);
    await(log.delete(entry.id()));
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> readAll(entry)).isInstanceOf(LogException.NoSuchExecution.class);
      assertThat(await(log.find(entry.id()))).isNull();
      assertThat(await(log.usage())).isEmpty();
      reopen();
    }
    ExecutionEntry next = entry("request", CREATED);
    assertThat(await(log.create(next, accepted())).id()).isEqualTo(next.id());
  }

  @Test
  void whatGoesOnIsNeitherTrimmedNorDeleted() {
    ExecutionEntry entry = create();
    assertThatThrownBy(() -> await(log.trim(entry.id(), over())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(entry.id());
    assertThatThrownBy(() -> await(log.delete(entry.id())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(entry.id());
    await(log.append(entry.id(), started("a")));
    assertThat(payloads(readAll(entry))).containsExactly("accepted", "started a");
  }

  @Test
  void nothingIsLostWhenTheLogIsClosedAndOpened() {
    List<ExecutionEntry> entries = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ExecutionEntry entry = create();
      entries.add(entry);
      for (int j = 0; j < 20; j++) {
        await(log.append(entry.id(), started("c" + j)));
      }
    }
    await(log.end(entries.getFirst().id(), over(), ending()));
    reopen();
    assertThat(readAll(entries.getFirst()).last()).isTrue();
    for (ExecutionEntry entry : entries.subList(1, 5)) {
      assertThat(readAll(entry).records()).hasSize(21);
      await(log.append(entry.id(), started("more")));
      assertThat(positions(await(log.read(entry.id(), 22, LARGE)))).containsExactly(22L);
    }
  }
}
