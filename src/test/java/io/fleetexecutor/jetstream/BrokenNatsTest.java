package io.fleetexecutor.jetstream;

import static io.fleetexecutor.log.Records.LARGE;
import static io.fleetexecutor.log.Records.accepted;
import static io.fleetexecutor.log.Records.entry;
import static io.fleetexecutor.log.Records.payloads;
import static io.fleetexecutor.log.Records.started;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.log.Appended;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.NewRecord;
import io.fleetexecutor.testing.NatsServer;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged outlives the kill of a server, and what was not waits for its return. */
class BrokenNatsTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private NatsServer server;
  private JetStreamLog log;

  @BeforeEach
  void start(@TempDir Path directory) {
    server = NatsServer.start(directory);
    log = NatsFleet.on(server.url()).open();
  }

  @AfterEach
  void stop() {
    log.close();
    server.close();
  }

  @Test
  void appendsAndReadsWaitForAServerThatIsKilled() {
    ExecutionEntry entry = log.create(entry(), accepted()).await().atMost(LIMIT);
    UniAssertSubscriber<LogPage> read =
        log.read(entry.id(), 402, LARGE).subscribe().withSubscriber(UniAssertSubscriber.create());
    read.awaitFailure(); // It has not come that far.
    List<UniAssertSubscriber<Appended>> appends = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      appends.add(
          log.append(entry.id(), started("c" + i))
              .subscribe()
              .withSubscriber(UniAssertSubscriber.create()));
      if (i == 200) {
        server.kill();
      }
    }
    UniAssertSubscriber<LogPage> tail =
        log.read(entry.id(), 2, LARGE).subscribe().withSubscriber(UniAssertSubscriber.create());

    server.restart();

    appends.forEach(append -> append.awaitItem(LIMIT));
    assertThat(tail.awaitItem(LIMIT).getItem().records()).isNotEmpty();
    List<String> all = payloads(log.read(entry.id(), 1, LARGE).await().atMost(LIMIT));
    assertThat(all).hasSize(401).doesNotHaveDuplicates().endsWith("started c399");
  }

  @Test
  void aFullStreamRefusesRecordsAndGivesWhatItHas() {
    JetStreamLog small = NatsFleet.on(server.url()).withMaxBytes(200_000).open();
    ExecutionEntry entry = small.create(entry(), accepted()).await().atMost(LIMIT);
    NewRecord large = new NewRecord(started("a").label(), new byte[150_000]);
    small.append(entry.id(), large).await().atMost(LIMIT);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> small.append(entry.id(), large).await().atMost(LIMIT))
          .isInstanceOf(LogException.Full.class)
          .hasMessageContaining("maximum bytes exceeded");
    }

    small.append(entry.id(), started("small")).await().atMost(LIMIT);
    assertThat(small.read(entry.id(), 1, LARGE).await().atMost(LIMIT).records())
        .extracting(LogRecord::position)
        .containsExactly(1L, 2L, 3L);
    small.close();
  }

  @Test
  void anEntryThatNoMessageHoldsIsRefused() {
    ExecutionEntry entry = entry();
    var huge =
        new ExecutionEntry(
            entry.id(), "", "", entry.createTime(), new byte[2 << 20], entry.endTime());
    assertThatThrownBy(() -> log.create(huge, accepted()).await().atMost(LIMIT))
        .isInstanceOf(LogException.Full.class)
        .hasMessageContaining("max_payload");
    assertThat(log.list(null, 10, any -> true).await().atMost(LIMIT)).isEmpty();
  }

  @Test
  void nothingIsCreatedWhileThereIsNoServer() {
    server.kill();
    log.create(entry(), accepted())
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create())
        .awaitFailure(LIMIT)
        .assertFailedWith(UncheckedIOException.class);

    server.restart();

    Awaitility.await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> log.create(entry(), accepted()).await().atMost(LIMIT) != null);
  }
}
