package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
      // A task that was stopped has its result before the thread that started it has returned.
      await().until(() -> pool.runningTaskCount() == 0);
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
    return Task.of("c" + cluster, () -> work(i, new Stay(all, clusters.get(cluster)), threads));
  }

  /** Ends before anybody is told that the work has, and once. */
  private static final class Stay {
    private final Gauge all;
    private final Gauge cluster;
    private boolean over;

    Stay(Gauge all, Gauge cluster) {
      this.all = all;
      this.cluster = cluster;
      all.enter();
      cluster.enter();
    }

    synchronized void end() {
      if (!over) {
        over = true;
        all.exit();
        cluster.exit();
      }
    }
  }

  private static Uni<String> work(int i, Stay stay, ScheduledExecutorService threads) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              emitter.onTermination(stay::end);
              Runnable end =
                  () -> {
                    stay.end();
                    emitter.complete("done");
                  };
              if (i % 3 == 0) {
                end.run();
              } else {
                threads.schedule(end, i % 3, TimeUnit.MICROSECONDS);
              }
            });
  }
}
