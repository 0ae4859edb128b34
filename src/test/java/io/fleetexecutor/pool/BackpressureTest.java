package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackpressureTest {
  private static final int WORKERS = 4;
  private final VirtualTime time = new VirtualTime();
  private final Gauge gauge = new Gauge();
  private final WorkerPool<String> pool = time.pool(WORKERS);
  private final AtomicInteger pulled = new AtomicInteger();

  @Test
  void tasksArePulledAndStartedOnlyAsTheirResultsAreTaken() {
    AssertSubscriber<Result<String>> results =
        pool.run(endlessTasks()).subscribe().withSubscriber(AssertSubscriber.create(10));
    time.advance(Duration.ofSeconds(1));
    assertThat(results.getItems()).hasSize(10);
    assertThat(gauge.started()).isEqualTo(10 + WORKERS);
    assertThat(pulled).hasValue(10 + WORKERS);

    results.request(5);
    time.advance(Duration.ofSeconds(1));
    assertThat(results.getItems()).hasSize(15);
    assertThat(pulled).hasValue(15 + WORKERS);
  }

  @Test
  void aConsumerThatTakesNothingHoldsNoWorkers() {
    pool.run(endlessTasks()).subscribe().withSubscriber(AssertSubscriber.create(0));
    time.advance(Duration.ofSeconds(1));
    assertThat(pool.runningTaskCount()).isZero();

    AssertSubscriber<Result<String>> other =
        pool.run(endlessTasks().select().first(100))
            .subscribe()
            .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    time.advance(Duration.ofMillis(250));
    assertThat(other.assertCompleted().getItems()).hasSize(100);
  }

  @Test
  void aWorkerIsFreeBeforeItsResultIsTaken() {
    AtomicInteger runningAtResult = new AtomicInteger(-1);
    pool.run(endlessTasks().select().first(1))
        .onItem()
        .invoke(result -> runningAtResult.set(pool.runningTaskCount()))
        .subscribe()
        .withSubscriber(AssertSubscriber.create(1));
    time.advance(Duration.ofMillis(10));
    assertThat(runningAtResult).hasValue(0);
  }

  @Test
  void signalsCountAsDemandToo() {
    AssertSubscriber<Signal<String>> signals =
        pool.signals(endlessTasks(), 2, Uni.createFrom().nothing())
            .subscribe()
            .withSubscriber(AssertSubscriber.create(3));
    time.advance(Duration.ofSeconds(1));
    assertThat(signals.getItems()).hasSize(3);
    assertThat(pulled.get()).isLessThanOrEqualTo(2 + 3);
  }

  private Multi<Task<String>> endlessTasks() {
    return Multi.createBy()
        .repeating()
        .supplier(pulled::incrementAndGet)
        .indefinitely()
        .map(i -> gauge.task("c" + i, () -> time.after(Duration.ofMillis(10), "done")));
  }
}
