package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundTest {
  private static final int WORKERS = 7;
  private final VirtualTime time = new VirtualTime();
  private final Gauge gauge = new Gauge();
  private final Random random = new Random(42);

  @Test
  void neverMoreThanTheWorkersRunAndAllOfThemDo() {
    WorkerPool<String> pool = time.pool(WORKERS);
    AssertSubscriber<Result<String>> results = subscribe(pool.run(randomTasks(10_000)));
    while (!results.hasCompleted()) {
      time.advance(Duration.ofMillis(10));
      assertThat(pool.runningTaskCount()).isEqualTo(gauge.running());
    }
    assertThat(results.getItems()).hasSize(10_000).allMatch(Result::isSuccess);
    assertThat(gauge.highest()).isEqualTo(WORKERS);
  }

  @Test
  void twoStreamsOfOnePoolShareItsWorkers() {
    WorkerPool<String> pool = time.pool(WORKERS);
    AssertSubscriber<Result<String>> first = subscribe(pool.run(randomTasks(5_000)));
    AssertSubscriber<Result<String>> second = subscribe(pool.run(randomTasks(5_000)));
    time.advance(Duration.ofMillis(100));
    assertThat(first.getItems()).isNotEmpty();
    assertThat(second.getItems()).isNotEmpty();
    while (!first.hasCompleted() || !second.hasCompleted()) {
      time.advance(Duration.ofMillis(10));
    }
    assertThat(first.getItems()).hasSize(5_000);
    assertThat(second.getItems()).hasSize(5_000);
    assertThat(gauge.highest()).isEqualTo(WORKERS);
  }

  @Test
  void aTaskThatIsNotAdmittedOnceItHasAWorkerIsNotStartedAndGivesItBack() {
    WorkerPool<String> pool = time.pool(1);
    AtomicBoolean open = new AtomicBoolean(true);
    List<Task<String>> tasks =
        IntStream.range(0, 1_000)
            .mapToObj(i -> gauge.task("c" + i, () -> time.after(Duration.ofMillis(5), "ok")))
            .map(task -> task.admittedBy(open::get))
            .toList();
    AssertSubscriber<Signal<String>> signals =
        pool.signals(Multi.createFrom().iterable(tasks), 1_000, Uni.createFrom().nothing())
            .subscribe()
            .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    time.advance(Duration.ofMillis(7));
    open.set(false);
    time.advance(Duration.ofMillis(5));

    signals.assertCompleted();
    assertThat(gauge.started()).isEqualTo(2);
    assertThat(signals.getItems()).filteredOn(Started.class::isInstance).hasSize(2);
    assertThat(signals.getItems())
        .filteredOn(
            signal ->
                signal instanceof Result<String> result
                    && result.outcome() == Result.Outcome.NOT_STARTED)
        .hasSize(998);
    assertThat(pool.runningTaskCount()).isZero();
  }

  @Test
  void aStreamMayAskForFewerThanTheWorkers() {
    WorkerPool<String> pool = time.pool(WORKERS);
    AssertSubscriber<Signal<String>> signals =
        pool.signals(randomTasks(200), 3, Uni.createFrom().nothing())
            .subscribe()
            .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    time.advance(Duration.ofSeconds(5));
    signals.assertCompleted();
    assertThat(gauge.highest()).isEqualTo(3);
  }

  @Test
  void theBoundHoldsWhenTasksEndOnManyThreads() {
    WorkerPool<String> pool = WorkerPool.of(WORKERS);
    try (ScheduledExecutorService threads = Executors.newScheduledThreadPool(4)) {
      List<Multi<Result<String>>> streams =
          IntStream.range(0, 4).mapToObj(i -> pool.run(threadedTasks(threads))).toList();
      List<Result<String>> results =
          Multi.createBy()
              .merging()
              .streams(streams)
              .collect()
              .asList()
              .await()
              .atMost(Duration.ofMinutes(1));
      assertThat(results).hasSize(10_000).allMatch(Result::isSuccess);
    }
    assertThat(gauge.highest()).isEqualTo(WORKERS);
    assertThat(pool.runningTaskCount()).isZero();
    assertThat(pool.waitingTaskCount()).isZero();
  }

  private Multi<Task<String>> randomTasks(int count) {
    return Multi.createFrom()
        .range(0, count)
        .map(
            i -> {
              Duration takes = Duration.ofMillis(random.nextInt(20));
              return gauge.task("c" + i, () -> time.after(takes, "done"));
            });
  }

  private Multi<Task<String>> threadedTasks(ScheduledExecutorService threads) {
    return Multi.createFrom()
        .range(0, 2_500)
        .map(
            i ->
                gauge.task(
                    "c" + i,
                    () ->
                        Uni.createFrom()
                            .emitter(
                                emitter ->
                                    threads.schedule(
                                        () -> emitter.complete("done"),
                                        i % 3,
                                        TimeUnit.MICROSECONDS))));
  }

  private static <T> AssertSubscriber<T> subscribe(Multi<T> stream) {
    return stream.subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }
}
