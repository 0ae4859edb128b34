package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.pool.Result.Outcome;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** Both bounds, while tasks end, are refused and are stopped on many threads. */
class ClusterBoundTest {
  private static final int WORKERS = 7;
  private static final int PER_CLUSTER = 2;
  private static final int STREAMS = 6;
  private static final int TASKS = 1_000;

  private final Gauge all = new Gauge();
  private final List<Gauge> clusters =
      IntStream.range(0, 4).mapToObj(cluster -> new Gauge()).toList();

  @RepeatedTest(20)
  void bothHoldAndEveryTaskHasOneResult() {
    try (ScheduledExecutorService threads = Executors.newScheduledThreadPool(4)) {
      WorkerPool<String> pool =
          WorkerPool.of(WORKERS, PER_CLUSTER, InstantSource.system(), threads);
      List<Multi<Result<String>>> streams =
          IntStream.range(0, STREAMS)
              .mapToObj(i -> i % 2 == 0 ? pool.run(tasks(threads)) : stopped(pool, threads))
              .toList();
      List<Result<String>> results =
          Multi.createBy()
              .merging()
              .streams(streams)
              .collect()
              .asList()
              .await()
              .atMost(Duration.ofMinutes(1));
      assertThat(results).hasSize(STREAMS * TASKS);
      assertThat(results).noneMatch(result -> result.outcome() == Outcome.FAILED);
      assertThat(pool.runningTaskCount()).isZero();
      assertThat(pool.waitingTaskCount()).isZero();
    }
    assertThat(all.highest()).isLessThanOrEqualTo(WORKERS);
    assertThat(clusters)
        .allSatisfy(
            cluster -> {
              assertThat(cluster.highest()).isLessThanOrEqualTo(PER_CLUSTER);
              assertThat(cluster.running()).isZero();
            });
  }

  private Multi<Result<String>> stopped(WorkerPool<String> pool, ScheduledExecutorService threads) {
    CompletableFuture<String> stop = new CompletableFuture<>();
    AtomicInteger results = new AtomicInteger();
    return pool.signals(tasks(threads), WORKERS, Uni.createFrom().completionStage(stop))
        .select()
        .where(Result.class::isInstance)
        .map(signal -> (Result<String>) signal)
        .onItem()
        .invoke(
            result -> {
              if (results.incrementAndGet() == TASKS / 2) {
                threads.execute(() -> stop.complete("stop"));
              }
            });
  }

  private Multi<Task<String>> tasks(ScheduledExecutorService threads) {
    return Multi.createFrom()
        .range(0, TASKS)
        .map(i -> task(i, threads).admittedBy(() -> i % 10 != 9));
  }

  private Task<String> task(int i, ScheduledExecutorService threads) {
    int cluster = i % clusters.size();
    Task<String> counted = clusters.get(cluster).task("c" + cluster, () -> work(i, threads));
    return all.task("c" + cluster, counted::start);
  }

  private static Uni<String> work(int i, ScheduledExecutorService threads) {
    return i % 3 == 0
        ? Uni.createFrom().item("at once")
        : Uni.createFrom()
            .emitter(
                emitter ->
                    threads.schedule(
                        () -> emitter.complete("later"), i % 3, TimeUnit.MICROSECONDS));
  }
}
