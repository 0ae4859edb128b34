package io.fleetexecutor.jetstream;

import static io.fleetexecutor.log.Records.LARGE;
import static io.fleetexecutor.log.Records.accepted;
import static io.fleetexecutor.log.Records.entry;
import static io.fleetexecutor.log.Records.payloads;
import static io.fleetexecutor.log.Records.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.log.Appended;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogPage;
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
