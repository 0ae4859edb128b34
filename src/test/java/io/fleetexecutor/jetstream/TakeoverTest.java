package io.fleetexecutor.jetstream;

import static io.fleetexecutor.log.Records.accepted;
import static io.fleetexecutor.log.Records.ending;
import static io.fleetexecutor.log.Records.entry;
import static io.fleetexecutor.log.Records.over;
import static io.fleetexecutor.log.Records.started;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.execution.AttemptHost;
import io.fleetexecutor.execution.Command;
import io.fleetexecutor.execution.Leadership;
import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.Records;
import io.nats.client.impl.Headers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process is given that another has left. */
class TakeoverTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final NatsFleet nats = NatsFleet.next();
  private JetStreamLog one;
  private JetStreamLog other;
  private LogStreams streams;

  /** Remembers what it is to go on with. */
  private record Led(boolean isOpen, Queue<String> executions)
      implements Leadership.Leader, AttemptHost {
    Led(boolean isOpen) {
      this(isOpen, new ConcurrentLinkedQueue<>());
    }

    @Override
    public Uni<Void> goOn(String executionId) {
      executions.add(executionId);
      return Uni.createFrom().voidItem();
    }

    @Override
    public void letGo(String executionId) {
      executions.remove(executionId);
    }

    @Override
    public byte @Nullable [] outline(String executionId) {
      return null;
    }

    @Override
    public Uni<Void> carryOut(String executionId, Command command) {
      return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Prepared> prepare(String executionId, String cluster) {
      return Uni.createFrom().failure(new IllegalArgumentException(cluster));
    }

    @Override
    public Runnable begin() {
      return () -> {};
    }
  }

  @BeforeEach
  void open() {
    one = nats.open();
    other = nats.open();
    streams = nats.streams();
    Led draining = new Led(false);
    await(one.leadership().begin(draining, draining));
  }

  @AfterEach
  void close() {
    one.close();
    other.close();
    NatsConnection.close(streams.connection());
  }

  private static <T> T await(Uni<T> uni) {
    return uni.await().atMost(LIMIT);
  }

  private Led takeOver(ExecutionEntry entry) {
    Led led = new Led(true);
    await(other.leadership().begin(led, led));
    Awaitility.await().atMost(LIMIT).until(() -> led.executions().contains(entry.id()));
    return led;
  }

  @Test
  void whatOneLeavesTheOtherMayWriteToAndTheOneMayNot() {
    ExecutionEntry entry = await(one.create(entry("", Records.CREATED), accepted()));
    one.leadership().handOver(entry.id());
    takeOver(entry);

    await(other.append(entry.id(), started("a")));
    assertThatThrownBy(() -> await(one.append(entry.id(), started("b"))))
        .isInstanceOf(LogException.Superseded.class);
    await(other.end(entry.id(), over(), ending()));
  }

  @Test
  void whatAnotherHasTakenWhileAProcessStoodStillItLetsGo() {
    ExecutionEntry entry = await(one.create(entry("", Records.CREATED), accepted()));
    var others = new RunningExecutions(streams.running(), streams.subjects(), "other");
    assertThat(others.takeOver(requireNonNull(others.find(entry.id())))).isTrue();

    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> await(one.append(entry.id(), started("a"))))
                    .isInstanceOf(LogException.Superseded.class));
  }

  @Test
  void whatIsBeingToldOfAnExecutionDoesNotKeepItFromBeingLeft() {
    var here = new RunningExecutions(streams.running(), streams.subjects(), "here");
    here.claim("0123", new byte[] {1});
    Long epoch = here.epoch("0123");
    here.update("0123", new byte[] {2});
    assertThat(here.epoch("0123")).isEqualTo(epoch);

    here.leave("0123");
    assertThat(requireNonNull(here.find("0123")).leader()).isEqualTo("nobody");
    assertThat(here.isOwn("0123")).isFalse();
    here.release("0123");
  }

  @Test
  void aLogThatCannotBeWrittenToIsEndedInTheCatalogAndHindersNoOther() throws Exception {
    ExecutionEntry damaged = await(one.create(entry("", Records.CREATED), accepted()));
    ExecutionEntry whole = await(one.create(entry("", Records.CREATED), accepted()));
    long last = requireNonNull(streams.batches().tail(damaged.id())).sequence();
    streams
        .log()
        .publish(
            streams.subjects().log(damaged.id()),
            new Headers().put("Fleet-Format", "from outer space"),
            new byte[0],
            last);
    one.leadership().handOver(damaged.id());
    one.leadership().handOver(whole.id());
    Led led = takeOver(damaged);
    Awaitility.await().atMost(LIMIT).until(() -> led.executions().contains(whole.id()));

    assertThatThrownBy(() -> await(other.append(damaged.id(), started("a"))))
        .isInstanceOf(LogException.Damaged.class);
    await(other.abandon(damaged.id(), ending()));
    await(other.append(whole.id(), started("a")));

    assertThat(await(one.list(null, 10, found -> found.endTime() != null)))
        .extracting(ExecutionEntry::id)
        .containsExactly(damaged.id());
    assertThat(await(other.usage())).hasSize(2);
    assertThatThrownBy(() -> await(other.abandon(damaged.id(), ending())))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> await(one.abandon(whole.id(), ending())))
        .isInstanceOf(LogException.Superseded.class);
  }
}
