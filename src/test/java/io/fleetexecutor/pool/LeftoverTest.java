package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeftoverTest {
  private final AtomicInteger subscriptions = new AtomicInteger();

  @Test
  void aThousandPoolsLeaveNoThreadAndNoSubscription() throws Exception {
    List<WeakReference<WorkerPool<String>>> pools = new ArrayList<>();
    pools.add(new WeakReference<>(useAndShutDown())); // starts the timers that all pools share
    // Threads belong to the group of the thread that starts them.
    var group = new ThreadGroup("pools");
    var user =
        new FutureTask<>(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                pools.add(new WeakReference<>(useAndShutDown()));
              }
              var left = new Thread[16];
              return Arrays.copyOf(left, group.enumerate(left));
            });
    var thread = new Thread(group, user);
    thread.start();
    assertThat(user.get()).containsExactly(thread);
    assertThat(subscriptions).hasValue(0);
    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(pools).allMatch(pool -> pool.get() == null);
            });
  }

  /**
   * Of two executions one completes, the other is cut off by the shutdown; timeouts would be due
   * much later.
   */
  private WorkerPool<String> useAndShutDown() {
    Duration late = Duration.ofDays(1);
    WorkerPool<String> pool = WorkerPool.of(4);
    pool.submit(Task.of("a", () -> counted(Uni.createFrom().item("done"))).withTimeout(late));
    pool.submit(Task.blocking("b", () -> "done"));
    pool.execute((completed, total) -> {}, counted(Uni.createFrom().nothing()))
        .await()
        .indefinitely();
    pool.submit(Task.of("c", () -> counted(Uni.createFrom().<String>nothing())).withTimeout(late));
    pool.execute().subscribe().with(results -> {});
    pool.shutdown(Duration.ofNanos(1)).onFailure().recoverWithNull().await().indefinitely();
    return pool;
  }

  private <T> Uni<T> counted(Uni<T> work) {
    return work.onSubscription()
        .invoke(subscriptions::incrementAndGet)
        .onTermination()
        .invoke(subscriptions::decrementAndGet);
  }
}
