package io.fleetexecutor.jetstream;

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

import io.fleetexecutor.log.Appended;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.LogCounts;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.LogTest;
import io.fleetexecutor.log.NewRecord;
import io.fleetexecutor.log.RecordLabel;
import io.fleetexecutor.log.RecordType;
import io.fleetexecutor.log.Records;
import io.fleetexecutor.model.ClusterState;
import io.nats.client.impl.Headers;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What processes that share a log do to each other, and what one leaves that dies. */
class SharedLogTest extends LogTest {
  private static final int SMALL_PART = 1_000;
  private static final LogCounts NONE = new LogCounts(0, Map.of());

  private final NatsFleet nats = NatsFleet.next();
  private JetStreamLog other;
  private LogStreams streams;

  @Override
  protected ExecutionLog open() {
    return nats.open();
  }

  @BeforeEach
  void openOthers() {
    other = nats.open();
    streams = nats.streams();
  }

  @AfterEach
  void closeOthers() {
    other.close();
    NatsConnection.close(streams.connection());
  }

  private LogTail tail(ExecutionEntry entry, String writer) {
    LogTail tail = new LogTail(entry.id(), writer, streams, SMALL_PART);
    tail.load();
    return tail;
  }

  @Test
  void oneProcessReadsWhatAnotherWritesWhileItWaitsForIt() {
    ExecutionEntry entry = create();
    UniAssertSubscriber<LogPage> read =
        other
            .read(entry.id(), 2, Records.LARGE)
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());
    await(log.append(entry.id(), started("a")));
    assertThat(payloads(read.awaitItem().getItem())).containsExactly("started a");
    await(log.end(entry.id(), over(), ending()));
    LogPage last = await(other.read(entry.id(), 3, Records.LARGE));
    assertThat(payloads(last)).containsExactly("over");
    assertThat(last.last()).isTrue();
    assertThat(find(entry).endTime()).isEqualTo(Records.ENDED);
  }

  @Test
  void whoWasOvertakenMayNotWriteAnyMore() {
    ExecutionEntry entry = create();
    await(log.append(entry.id(), started("a")));
    assertThat(await(other.append(entry.id(), finished("a", ClusterState.INTERRUPTED))))
        .isEqualTo(Appended.WRITTEN);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> await(log.append(entry.id(), finished("a", ClusterState.SUCCEEDED))))
          .isInstanceOf(LogException.Superseded.class);
    }

    await(other.append(entry.id(), started("b")));
    LogPage page = readAll(entry);
    assertThat(positions(page)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(payloads(page)).containsExactly("accepted", "started a", "finished a", "started b");
  }

  @Test
  void aFenceKeepsOutWhatWasOnItsWayAndTakesNoPosition() {
    ExecutionEntry entry = create();
    LogTail before = tail(entry, "before");
    before.write(List.of(started("a")));
    LogTail after = tail(entry, "after");
    after.fence();

    assertThatThrownBy(() -> before.write(List.of(started("late"))))
        .isInstanceOf(LogException.Superseded.class);
    assertThat(await(other.newest(entry.id()))).isEqualTo(2);
    assertThat(await(other.count(entry.id(), 3)).started()).isEqualTo(1);
    UniAssertSubscriber<LogPage> read =
        other
            .read(entry.id(), 3, Records.LARGE)
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());
    after.write(List.of(finished("a", ClusterState.SUCCEEDED)));
    assertThat(payloads(read.awaitItem().getItem())).containsExactly("finished a");
    assertThat(payloads(readAll(entry))).containsExactly("accepted", "started a", "finished a");
    assertThat(positions(await(other.results(entry.id(), 0, Records.LARGE, label -> true))))
        .containsExactly(3L);
    assertThat(tail(entry, "next").hasResult("a")).isTrue();
  }

  @Test
  void aRequestIdIsTakenInOtherProcessesToo() {
    ExecutionEntry first = await(log.create(entry("request", Records.CREATED), accepted()));
    assertThat(await(other.create(entry("request", Records.CREATED), accepted())).id())
        .isEqualTo(first.id());
    assertThat(await(other.list(null, 10, any -> true))).hasSize(1);
  }

  @Test
  void aRequestIdWhoseCreationWasNotCompletedIsOfTheExecutionThatItBegan() throws Exception {
    ExecutionEntry entry = entry("request", Records.CREATED);
    streams
        .log()
        .publish(
            streams.subjects().log(entry.id()),
            new BatchHeader("dead", 1, 1, 1, 1, NONE, 0).headers(),
            BatchBody.write(List.of(accepted())),
            0);
    SubjectStream requests =
        SubjectStream.open(
            streams.connection(),
            streams.subjects().requestStream(),
            streams.subjects().requests(),
            nats.settings(),
            1);
    requests.publish(
        streams.subjects().request("request"), new Headers(), CatalogEntry.of(entry).toBytes(), 0);

    assertThat(await(log.create(entry("request", Records.CREATED), accepted())).id())
        .isEqualTo(entry.id());
    assertThat(find(entry).createTime()).isEqualTo(Records.CREATED);
    assertThat(payloads(readAll(entry))).containsExactly("accepted");
  }

  @Test
  void aBatchWhoseAcknowledgementWasLostIsNotWrittenTwice() {
    ExecutionEntry entry = create();
    List<NewRecord> large =
        List.of(
            new NewRecord(started("a").label(), bytes("a".repeat(2_500))),
            new NewRecord(started("b").label(), bytes("b".repeat(2_500))));
    LogTail unaware = tail(entry, "w");
    tail(entry, "w").write(large);

    unaware.write(large);
    unaware.write(List.of(started("c")));

    assertThat(positions(readAll(entry))).containsExactly(1L, 2L, 3L, 4L);
    assertThat(payloads(readAll(entry))).endsWith("b".repeat(2_500), "started c");
  }

  @Test
  void aBatchThatWasNeverCompletedIsPassedOver() throws Exception {
    ExecutionEntry entry = create();
    LogTail dead = tail(entry, "dead");
    byte[] body = BatchBody.write(List.of(new NewRecord(started("a").label(), new byte[2_500])));
    BatchHeader header = new BatchHeader("dead", 2, 1, 1, 3, NONE, 8);
    streams
        .log()
        .publish(
            streams.subjects().log(entry.id()),
            header.headers(),
            Arrays.copyOf(body, SMALL_PART),
            dead.sequence());

    assertThat(payloads(readAll(entry))).containsExactly("accepted");
    assertThat(await(log.newest(entry.id()))).isEqualTo(1);
    reopen();
    await(log.append(entry.id(), started("b")));
    await(log.append(entry.id(), finished("b", ClusterState.SUCCEEDED)));

    assertThat(positions(readAll(entry))).containsExactly(1L, 2L, 3L);
    assertThat(payloads(readAll(entry))).containsExactly("accepted", "started b", "finished b");
    assertThat(await(log.count(entry.id(), 3)).started()).isEqualTo(1);
  }

  @Test
  void anyPositionIsFoundAmongBatchesOfAllSizes() {
    ExecutionEntry entry = create();
    ExecutionEntry neighbour = create();
    for (int i = 2; i <= 200; i++) {
      await(log.append(entry.id(), started("c" + i)));
      if (i % 3 == 0) {
        await(log.append(neighbour.id(), started("n" + i)));
      }
    }
    for (int from = 200; from >= 1; from -= 7) {
      LogPage page = await(other.read(entry.id(), from, Records.LARGE));
      assertThat(page.records().getFirst().position()).isEqualTo(from);
      assertThat(page.records()).hasSize(200 - from + 1);
      assertThat(await(other.count(entry.id(), from)).started()).isEqualTo(Math.max(0, from - 2));
    }
  }

  @Test
  void whatHasGoneOverIsThereOnceInTheCatalogToo() {
    ExecutionEntry entry = create();
    LogTail dead = tail(entry, "dead");
    // Its process died before the catalog knew.
    dead.write(List.of(over()));

    UniAssertSubscriber<LogPage> read =
        other
            .read(entry.id(), 2, Records.LARGE)
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());
    await(other.count(entry.id(), 1));
    read.assertNotTerminated();

    reopen();
    await(log.end(entry.id(), over(), ending()));
    assertThat(payloads(read.awaitItem().getItem())).containsExactly("over");
    assertThat(positions(readAll(entry))).containsExactly(1L, 2L);
  }

  @Test
  void aRecordOfAnUnknownKindIsDamageOfItsLogAlone() throws Exception {
    ExecutionEntry entry = create();
    ExecutionEntry neighbour = create();
    byte[] body = BatchBody.write(List.of(started("a")));
    body[0] = 99;
    LogTail tail = tail(entry, "newer");
    streams
        .log()
        .publish(
            streams.subjects().log(entry.id()),
            new BatchHeader("newer", 2, 1, 1, 1, NONE, 8).headers(),
            body,
            tail.sequence());

    assertThatThrownBy(() -> readAll(entry))
        .isInstanceOf(LogException.Damaged.class)
        .hasMessageContaining("99");
    assertThat(payloads(readAll(neighbour))).containsExactly("accepted");
  }

  @Test
  void labelsWithoutAClusterAreKept() {
    ExecutionEntry entry = create();
    await(
        log.append(
            entry.id(), new NewRecord(RecordLabel.of(RecordType.WAVE_STARTED), bytes("wave"))));
    assertThat(await(other.read(entry.id(), 2, Records.LARGE)).records().getFirst().label())
        .isEqualTo(RecordLabel.of(RecordType.WAVE_STARTED));
  }
}
