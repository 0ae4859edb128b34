package io.fleetexecutor.log;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What every log does with records. Extend it together with the other contracts. */
public abstract class ExecutionLogContract extends LogTest {

  @Test
  void aLogStartsWithItsFirstRecordAtPositionOne() {
    ExecutionEntry entry = create();
    LogPage page = readAll(entry);
    assertThat(positions(page)).containsExactly(1L);
    assertThat(payloads(page)).containsExactly("accepted");
    assertThat(page.last()).isFalse();
  }

  @Test
  void aRecordIsReadAsItWasWritten() {
    ExecutionEntry entry = create();
    List<NewRecord> written =
        List.of(
            started("a"),
            new NewRecord(RecordLabel.of(RecordType.CLUSTER_ATTEMPT_FAILED, "ä/ö 集群"), new byte[0]),
            new NewRecord(
                RecordLabel.of(RecordType.EXECUTION_STATE_CHANGED), new byte[] {0, -1, 127, -128}),
            over());
    written.forEach(record -> await(log.append(entry.id(), record)));
    for (ClusterState state : ClusterState.values()) {
      await(log.append(entry.id(), finished("c-" + state, state)));
    }
    reopen();

    List<LogRecord> read = await(log.read(entry.id(), 2, LARGE)).records();
    for (int i = 0; i < written.size(); i++) {
      assertThat(read.get(i).label()).isEqualTo(written.get(i).label());
      assertThat(read.get(i).payload()).isEqualTo(written.get(i).payload());
    }
    assertThat(read.subList(written.size(), read.size()))
        .extracting(record -> record.label().clusterState())
        .containsExactly(ClusterState.values());
  }

  @Test
  void nothingHappensBeforeSubscription() {
    ExecutionEntry entry = create();
    var unused = log.append(entry.id(), started("a"));
    await(log.append(entry.id(), started("b")));
    assertThat(payloads(readAll(entry))).containsExactly("accepted", "started b");
  }

  @Test
  void callbacksRunOnAThreadOfTheLogs() {
    ExecutionEntry entry = create();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    await(log.append(entry.id(), started("a")).invoke(() -> threads.add(Thread.currentThread())));
    await(log.read(entry.id(), 1, LARGE).invoke(() -> threads.add(Thread.currentThread())));
    assertThat(threads).hasSize(2).doesNotContain(Thread.currentThread());
  }

  @Test
  void aPageHoldsNoMoreRecordsThanAskedFor() {
    ExecutionEntry entry = create();
    for (int i = 0; i < 9; i++) {
      await(log.append(entry.id(), started("c" + i)));
    }
    assertThat(positions(await(log.read(entry.id(), 4, new PageLimit(3, 1 << 20)))))
        .containsExactly(4L, 5L, 6L);
  }

  @Test
  void aPageHoldsNoMoreBytesThanAskedForButAlwaysOneRecord() {
    ExecutionEntry entry = create();
    for (int size : List.of(100, 100, 100, 5000, 100)) {
      await(log.append(entry.id(), new NewRecord(started("a").label(), new byte[size])));
    }
    PageLimit limit = new PageLimit(100, 200);
    assertThat(positions(await(log.read(entry.id(), 2, limit)))).containsExactly(2L, 3L);
    assertThat(positions(await(log.read(entry.id(), 4, limit)))).containsExactly(4L);
    assertThat(positions(await(log.read(entry.id(), 5, limit)))).containsExactly(5L);
    assertThat(positions(await(log.read(entry.id(), 6, new PageLimit(0, 0))))).containsExactly(6L);
  }

  @Test
  void theFirstResultOfAClusterWins() {
    ExecutionEntry entry = create();
    assertThat(await(log.append(entry.id(), finished("a", ClusterState.SUCCEEDED, "first"))))
        .isEqualTo(Appended.WRITTEN);
    assertThat(await(log.append(entry.id(), finished("a", ClusterState.FAILED, "second"))))
        .isEqualTo(Appended.RESULT_EXISTS);
    assertThat(await(log.append(entry.id(), finished("b", ClusterState.FAILED, "other"))))
        .isEqualTo(Appended.WRITTEN);
    LogPage page = readAll(entry);
    assertThat(payloads(page)).containsExactly("accepted", "first", "other");
    assertThat(positions(page)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aSecondResultIsRefusedAfterARestartToo() {
    ExecutionEntry entry = create();
    await(log.append(entry.id(), finished("a", ClusterState.SUCCEEDED)));
    reopen();
    assertThat(await(log.append(entry.id(), finished("a", ClusterState.FAILED))))
        .isEqualTo(Appended.RESULT_EXISTS);
  }

  @Test
  void clustersOfDifferentExecutionsAreDifferent() {
    ExecutionEntry one = create();
    ExecutionEntry other = create();
    await(log.append(one.id(), finished("a", ClusterState.SUCCEEDED)));
    assertThat(await(log.append(other.id(), finished("a", ClusterState.SUCCEEDED))))
        .isEqualTo(Appended.WRITTEN);
  }

  @Test
  void anEndedLogEndsWithItsLastRecordAndTakesNoMore() {
    ExecutionEntry entry = create();
    await(log.append(entry.id(), started("a")));
    await(log.end(entry.id(), over(), ending()));
    for (int i = 0; i < 2; i++) {
      LogPage page = readAll(entry);
      assertThat(payloads(page)).containsExactly("accepted", "started a", "over");
      assertThat(page.last()).isTrue();
      assertThat(await(log.read(entry.id(), 1, new PageLimit(2, 1 << 20))).last()).isFalse();
      assertThat(await(log.read(entry.id(), 4, LARGE))).isEqualTo(new LogPage(List.of(), true));
      assertThatThrownBy(() -> await(log.append(entry.id(), started("b"))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(entry.id());
      assertThatThrownBy(() -> await(log.end(entry.id(), over(), ending())))
          .isInstanceOf(IllegalStateException.class);
      reopen();
    }
  }

  @Test
  void aPositionThatCannotBeReadSaysWhatCan() {
    ExecutionEntry entry = create();
    await(log.append(entry.id(), started("a")));
    assertThat(
            catchThrowableOfType(
                    LogException.NotReached.class, () -> await(log.read(entry.id(), 4, LARGE)))
                .newest())
        .isEqualTo(2);
    assertThat(
            catchThrowableOfType(
                    LogException.NotKept.class, () -> await(log.read(entry.id(), 0, LARGE)))
                .oldest())
        .isEqualTo(1);
    await(log.end(entry.id(), over(), ending()));
    assertThat(
            catchThrowableOfType(
                    LogException.NotReached.class, () -> await(log.read(entry.id(), 5, LARGE)))
                .newest())
        .isEqualTo(3);
  }

  @Test
  void whatIsNotThereIsNoSuchExecution() {
    for (String id : List.of(entry().id(), "", "../catalog", "a/b", ".")) {
      for (var operation :
          List.of(
              log.append(id, started("a")),
              log.end(id, over(), ending()),
              log.abandon(id, ending()),
              log.read(id, 1, LARGE),
              log.results(id, 0, LARGE, label -> true),
              log.count(id, 10),
              log.trim(id, over()),
              log.delete(id))) {
        assertThatThrownBy(() -> await(operation)).isInstanceOf(LogException.NoSuchExecution.class);
      }
    }
  }

  @Test
  void resultsAreThoseAfterAPositionWhoseLabelsPass() {
    ExecutionEntry entry = create();
    for (int i = 0; i < 10; i++) {
      await(log.append(entry.id(), started("c" + i)));
      ClusterState state = i % 2 == 0 ? ClusterState.SUCCEEDED : ClusterState.FAILED;
      await(log.append(entry.id(), finished("c" + i, state)));
    }
    LogPage all = await(log.results(entry.id(), 0, LARGE, label -> true));
    assertThat(all.records()).hasSize(10);
    assertThat(all.last()).isTrue();

    LogPage first =
        await(log.results(entry.id(), 0, new PageLimit(3, 1 << 20), Records::hasFailed));
    assertThat(payloads(first)).containsExactly("finished c1", "finished c3", "finished c5");
    assertThat(first.last()).isFalse();
    LogPage rest =
        await(
            log.results(
                entry.id(),
                first.records().getLast().position(),
                new PageLimit(2, 1 << 20),
                Records::hasFailed));
    assertThat(payloads(rest)).containsExactly("finished c7", "finished c9");
    assertThat(rest.last()).isTrue();
    assertThat(await(log.results(entry.id(), 21, LARGE, label -> true)))
        .isEqualTo(new LogPage(List.of(), true));
  }

  @Test
  void aPageOfResultsHoldsNoMoreBytesThanAskedForButAlwaysOne() {
    ExecutionEntry entry = create();
    for (String cluster : List.of("a", "b", "c")) {
      await(log.append(entry.id(), finished(cluster, ClusterState.SUCCEEDED, "x".repeat(100))));
    }
    LogPage two = await(log.results(entry.id(), 0, new PageLimit(10, 200), label -> true));
    assertThat(positions(two)).containsExactly(2L, 3L);
    assertThat(two.last()).isFalse();
    assertThat(positions(await(log.results(entry.id(), 0, new PageLimit(10, 1), label -> true))))
        .containsExactly(2L);
  }

  @Test
  void clustersAreCountedBeforeAPosition() {
    ExecutionEntry entry = create();
    await(log.append(entry.id(), started("a")));
    await(log.append(entry.id(), started("b")));
    await(log.append(entry.id(), finished("a", ClusterState.SUCCEEDED)));
    await(log.append(entry.id(), finished("b", ClusterState.FAILED)));
    await(log.append(entry.id(), finished("c", ClusterState.NOT_ATTEMPTED)));
    await(log.append(entry.id(), finished("d", ClusterState.NOT_ATTEMPTED)));

    assertThat(await(log.count(entry.id(), 1))).isEqualTo(new LogCounts(0, Map.of()));
    assertThat(await(log.count(entry.id(), 3))).isEqualTo(new LogCounts(1, Map.of()));
    assertThat(await(log.count(entry.id(), 5)))
        .isEqualTo(new LogCounts(2, Map.of(ClusterState.SUCCEEDED, 1)));
    assertThat(await(log.count(entry.id(), Long.MAX_VALUE)))
        .isEqualTo(
            new LogCounts(
                2,
                Map.of(
                    ClusterState.SUCCEEDED, 1,
                    ClusterState.FAILED, 1,
                    ClusterState.NOT_ATTEMPTED, 2)));
  }

  @Test
  void aClosedLogRefusesEverything() {
    ExecutionEntry entry = create();
    close();
    for (var operation :
        List.of(
            log.create(entry(), accepted()),
            log.append(entry.id(), started("a")),
            log.read(entry.id(), 1, LARGE),
            log.count(entry.id(), 1),
            log.find(entry.id()),
            log.usage(),
            log.delete(entry.id()))) {
      assertThatThrownBy(() -> await(operation)).isInstanceOf(LogException.Closed.class);
    }
  }

  @Test
  void aLargeRecordIsKeptWhole() {
    ExecutionEntry entry = create();
    byte[] payload = bytes("0123456789abcdef".repeat(400_000));
    await(log.append(entry.id(), new NewRecord(started("a").label(), payload)));
    assertThat(await(log.read(entry.id(), 2, new PageLimit(1, 1))).records().getFirst().payload())
        .isEqualTo(payload);
  }
}
