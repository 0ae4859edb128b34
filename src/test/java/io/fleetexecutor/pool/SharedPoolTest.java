package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Fifty streams over the same clusters. */
class SharedPoolTest {
  private static final int STREAMS = 50;
  private static final int PER_CLUSTER = 3;
  private static final int WORKERS = 100;

  private final Map<String, Gauge> clusters = new HashMap<>();
  private final Gauge all = new Gauge();

  @RepeatedTest(20)
  void everyCapHoldsAtTheClustersWhateverThreadsEndTheTasks(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    int clusterCount = 20;
    IntStream.range(0, clusterCount).forEach(i -> clusters.put("c" + i, new Gauge()));
    try (ScheduledExecutorService threads = Executors.newScheduledThreadPool(8)) {
      WorkerPool<String> pool = pool(threads);
      List<AssertSubscriber<Result<String>>> streams = new ArrayList<>();
      for (int stream = 0; stream < STREAMS; stream++) {
        List<Task<String>> tasks =
            IntStream.range(0, clusterCount)
                .mapToObj(
                    i ->
                        task(
                            "c" + i,
                            Uni.createFrom()
                                .item("ok")
                                .onItem()
                                .delayIt()
                                .onExecutor(threads)
                                .by(Duration.ofNanos(1 + random.nextInt(300_000)))))
                .toList();
        streams.add(results(pool, tasks));
      }

      for (AssertSubscriber<Result<String>> stream : streams) {
        assertThat(stream.awaitCompletion(Duration.ofSeconds(60)).getItems())
            .hasSize(clusterCount)
            .allMatch(Result::isSuccess);
      }
      assertThat(pool.runningTaskCount()).isZero();
      assertThat(pool.waitingTaskCount()).isZero();
      threads.shutdown();
    }
    assertThat(all.highest()).isLessThanOrEqualTo(clusterCount * PER_CLUSTER);
    assertThat(clusters.values())
        .allSatisfy(
            cluster -> {
              assertThat(cluster.started()).isEqualTo(STREAMS);
              assertThat(cluster.highest()).isLessThanOrEqualTo(PER_CLUSTER);
            });
  }

  private static WorkerPool<String> pool(ScheduledExecutorService threads) {
    return WorkerPool.of(WORKERS, PER_CLUSTER, InstantSource.system(), threads);
  }

  private Task<String> task(String cluster, Uni<String> work) {
    Gauge own = clusters.computeIfAbsent(cluster, name -> new Gauge());
    return own.task(cluster, () -> all.<String>task(cluster, () -> work).start(Worker.HERE));
  }

  private static AssertSubscriber<Result<String>> results(
      WorkerPool<String> pool, List<Task<String>> tasks) {
    return pool.run(Multi.createFrom().iterable(tasks))
        .subscribe()
        .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }

  @Test
  void streamsEndInTimeProportionalToTheirSize() {
    var time = new VirtualTime();
    WorkerPool<String> pool = WorkerPool.of(WORKERS, PER_CLUSTER, time, time.scheduler);
    int[] sizes = IntStream.range(0, STREAMS).map(i -> 10 * (i + 1)).toArray();
    List<AssertSubscriber<Result<String>>> streams =
        IntStream.of(sizes)
            .mapToObj(
                size ->
                    results(
                        pool,
                        IntStream.range(0, size)
                            .mapToObj(
                                // Each stream begins elsewhere, so that clusters are no bottleneck.
                                i ->
                                    task(
                                        "c" + (size * 7 + i) % 500,
                                        time.after(Duration.ofMillis(10), "ok")))
                            .toList()))
            .toList();
    Instant[] ends = new Instant[STREAMS];
    while (!streams.stream().allMatch(AssertSubscriber::hasCompleted)) {
      time.advance(Duration.ofMillis(1));
      for (int i = 0; i < STREAMS; i++) {
        if (ends[i] == null && streams.get(i).hasCompleted()) {
          ends[i] = time.instant();
        }
      }
    }

    for (int i = 0; i < STREAMS; i++) {
      // With a fair share of two workers, each 10 ms for one task, at first; later they get more.
      assertThat(Duration.between(Instant.EPOCH, ends[i]))
          .as("%d tasks", sizes[i])
          .isLessThanOrEqualTo(Duration.ofMillis(10L * sizes[i] / 2 + 20));
    }
    assertThat(all.highest()).isEqualTo(WORKERS);
    assertThat(clusters.values()).allMatch(cluster -> cluster.highest() <= PER_CLUSTER);
  }
}
