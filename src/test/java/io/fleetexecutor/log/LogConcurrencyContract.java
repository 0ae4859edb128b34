package io.fleetexecutor.log;

import static io.fleetexecutor.log.Records.LARGE;
import static io.fleetexecutor.log.Records.accepted;
import static io.fleetexecutor.log.Records.ending;
import static io.fleetexecutor.log.Records.entry;
import static io.fleetexecutor.log.Records.finished;
import static io.fleetexecutor.log.Records.over;
import static io.fleetexecutor.log.Records.payloads;
import static io.fleetexecutor.log.Records.positions;
import static io.fleetexecutor.log.Records.started;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every log does for many at once, and for those who wait. */
public abstract class LogConcurrencyContract extends LogTest {

  @Test
  void recordsStandInTheOrderInWhichTheyWereSubscribedTo() {
    ExecutionEntry entry = create();
    List<UniAssertSubscriber<Appended>> appends = appendAll(entry, 3000);
    appends.forEach(UniAssertSubscriber::awaitItem);
    assertThat(payloads(await(log.read(entry.id(), 2, LARGE))))
        .containsExactlyElementsOf(
            IntStream.range(0, 3000).mapToObj(i -> "started c" + i).toList());
  }

  private List<UniAssertSubscriber<Appended>> appendAll(ExecutionEntry entry, int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                log.append(entry.id(), started("c" + i))
                    .subscribe()
                    .withSubscriber(UniAssertSubscriber.<Appended>create()))
        .toList();
  }

  @Test
  void eachOfManyAppendersKeepsItsOwnOrder() throws InterruptedException {
    ExecutionEntry entry = create();
    inThreads(
        8,
        thread -> {
          for (int i = 0; i < 100; i++) {
            await(log.append(entry.id(), started("t%d-%03d".formatted(thread, i))));
          }
        });
    LogPage page = readAll(entry);
    assertThat(positions(page))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 801).boxed().toList());
    for (int thread = 0; thread < 8; thread++) {
      String mine = "started t" + thread;
      assertThat(payloads(page).stream().filter(payload -> payload.startsWith(mine)))
          .hasSize(100)
          .isSorted();
    }
  }

  @Test
  void ofManyRacingResultsOfAClusterExactlyOneWins() throws InterruptedException {
    ExecutionEntry entry = create();
    int clusters = 200;
    List<String> winners = Collections.synchronizedList(new ArrayList<>());
    inThreads(
        16,
        thread ->
            await(
                Multi.createFrom()
                    .range(0, clusters)
                    .onItem()
                    .transformToUni(
                        i ->
                            log.append(
                                    entry.id(),
                                    finished("c" + i, ClusterState.SUCCEEDED, i + " by " + thread))
                                .invoke(
                                    outcome -> {
                                      if (outcome == Appended.WRITTEN) {
                                        winners.add(i + " by " + thread);
                                      }
                                    }))
                    .merge(32)
                    .collect()
                    .asList()));
    LogPage page = await(log.read(entry.id(), 2, LARGE));
    assertThat(winners).hasSize(clusters);
    assertThat(payloads(page)).containsExactlyInAnyOrderElementsOf(winners);
    assertThat(page.records().stream().map(record -> record.label().cluster()).distinct())
        .hasSize(clusters);
    assertThat(positions(page))
        .containsExactlyElementsOf(LongStream.rangeClosed(2, clusters + 1).boxed().toList());
  }

  @Test
  void manyReadersSeeTheSameWhileItIsWritten() {
    ExecutionEntry entry = create();
    List<UniAssertSubscriber<List<String>>> readers =
        Stream.generate(
                () ->
                    follow(entry.id(), 1, new ArrayList<>())
                        .subscribe()
                        .withSubscriber(UniAssertSubscriber.<List<String>>create()))
            .limit(50)
            .toList();
    for (int i = 0; i < 200; i++) {
      await(log.append(entry.id(), started("c" + i)));
    }
    await(log.end(entry.id(), over(), ending()));
    List<String> expected =
        Stream.of(
                Stream.of("accepted"),
                IntStream.range(0, 200).mapToObj(i -> "started c" + i),
                Stream.of("over"))
            .flatMap(part -> part)
            .toList();
    readers.forEach(reader -> assertThat(reader.awaitItem().getItem()).isEqualTo(expected));
  }

  private Uni<List<String>> follow(String id, long from, List<String> seen) {
    return log.read(id, from, new PageLimit(7, 1 << 20))
        .chain(
            page -> {
              seen.addAll(payloads(page));
              return page.last()
                  ? Uni.createFrom().item(seen)
                  : follow(id, from + page.records().size(), seen);
            });
  }

  @Test
  void aReadBeyondTheNewestWaitsForIt() {
    ExecutionEntry entry = create();
    UniAssertSubscriber<LogPage> read = reading(entry, 2);
    await(log.count(entry.id(), 1));
    read.assertNotTerminated();
    await(log.append(entry.id(), started("a")));
    assertThat(payloads(read.awaitItem().getItem())).containsExactly("started a");
  }

  @Test
  void aReadThatWaitsIsToldOfTheEnd() {
    ExecutionEntry entry = create();
    UniAssertSubscriber<LogPage> read = reading(entry, 2);
    await(log.end(entry.id(), over(), ending()));
    LogPage page = read.awaitItem().getItem();
    assertThat(payloads(page)).containsExactly("over");
    assertThat(page.last()).isTrue();
  }

  @Test
  void aReadThatWaitsIsToldThatItsLogIsAbandoned() {
    ExecutionEntry entry = create();
    UniAssertSubscriber<LogPage> read = reading(entry, 2);
    await(log.abandon(entry.id(), ending()));
    assertThat(read.awaitItem().getItem()).isEqualTo(new LogPage(List.of(), true));
    assertThat(await(log.read(entry.id(), 2, LARGE))).isEqualTo(new LogPage(List.of(), true));
  }

  @Test
  void aCancelledReadHearsNothing() {
    ExecutionEntry entry = create();
    UniAssertSubscriber<LogPage> cancelled = reading(entry, 2);
    UniAssertSubscriber<LogPage> other = reading(entry, 2);
    await(log.count(entry.id(), 1));
    cancelled.cancel();
    await(log.append(entry.id(), started("a")));
    other.awaitItem();
    cancelled.assertNotTerminated();
  }

  @Test
  void whatWaitsFailsWhenTheLogIsClosed() {
    ExecutionEntry entry = create();
    UniAssertSubscriber<LogPage> read = reading(entry, 2);
    await(log.count(entry.id(), 1));
    close();
    read.awaitFailure().assertFailedWith(LogException.Closed.class);
  }

  @Test
  void everyAppendIsAnsweredWhenTheLogIsClosedAndWhatWasWrittenIsThere() {
    ExecutionEntry entry = create();
    List<UniAssertSubscriber<Appended>> appends = appendAll(entry, 5000);
    appends.getFirst().awaitItem();
    close();
    appends.forEach(UniAssertSubscriber::assertTerminated);
    long written = appends.stream().filter(append -> append.getItem() != null).count();
    appends.stream()
        .skip(written)
        .forEach(append -> append.assertFailedWith(LogException.Closed.class));

    log = open();
    assertThat(readAll(entry).records()).hasSizeGreaterThanOrEqualTo((int) written + 1);
  }

  @Test
  void anEndComesAfterWhatWasAppendedBeforeIt() {
    ExecutionEntry entry = create();
    List<UniAssertSubscriber<Appended>> appends = appendAll(entry, 100);
    UniAssertSubscriber<Void> end =
        log.end(entry.id(), over(), ending())
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());
    UniAssertSubscriber<Appended> late =
        log.append(entry.id(), started("late"))
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());
    end.awaitItem();
    late.awaitFailure().assertFailedWith(IllegalStateException.class);
    appends.forEach(UniAssertSubscriber::assertCompleted);
    assertThat(payloads(readAll(entry))).hasSize(102).endsWith("started c99", "over");
  }

  @Test
  void anAbandonmentComesAfterWhatWasAppendedBeforeIt() {
    ExecutionEntry entry = create();
    List<UniAssertSubscriber<Appended>> appends = appendAll(entry, 100);
    await(log.abandon(entry.id(), ending()));
    appends.forEach(UniAssertSubscriber::assertCompleted);
    assertThat(readAll(entry).records()).hasSize(101);
  }

  @Test
  void aReadAndAnAppendAtTheSameMomentAlwaysMeet() {
    ExecutionEntry entry = create();
    for (int i = 2; i <= 1000; i++) {
      UniAssertSubscriber<LogPage> read = reading(entry, i);
      await(log.append(entry.id(), started("c" + i)));
      assertThat(payloads(read.awaitItem().getItem())).containsExactly("started c" + i);
    }
  }

  @Test
  void ofManyRacingRequestsWithOneIdExactlyOneStarts() throws InterruptedException {
    List<ExecutionEntry> given = Collections.synchronizedList(new ArrayList<>());
    inThreads(
        16, thread -> given.add(await(log.create(entry("request", Records.CREATED), accepted()))));
    assertThat(given.stream().map(ExecutionEntry::id).distinct()).hasSize(1);
    assertThat(await(log.list(null, 100, entry -> true))).hasSize(1);
    assertThat(await(log.usage())).hasSize(1);
    reopen();
    assertThat(await(log.list(null, 100, entry -> true))).hasSize(1);
  }

  private UniAssertSubscriber<LogPage> reading(ExecutionEntry entry, long from) {
    return log.read(entry.id(), from, LARGE)
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }

  private static void inThreads(int count, IntConsumer work) throws InterruptedException {
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    Thread.ofPlatform()
                        .uncaughtExceptionHandler((thread, e) -> failures.add(e))
                        .start(() -> work.accept(i)))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }
}
