package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.pool.Result.Outcome;
import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleTest {
  private final VirtualTime time = new VirtualTime();
  private final Gauge gauge = new Gauge();
  private final WorkerPool<String> pool = time.pool(2);

  @ParameterizedTest
  @ValueSource(ints = {0, -3, 1})
  void fewerThanOneWorkerIsOneWorker(int workers) {
    assertThat(WorkerPool.of(workers).workerCount()).isEqualTo(1);
  }

  @Test
  void aStreamOfFewerThanOneTaskAtOnceIsRefused() {
    assertThatThrownBy(() -> pool.signals(Multi.createFrom().empty(), 0, nothing()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxParallel must be at least 1, but is 0");
  }

  @Test
  @SuppressWarnings("NullAway") // What callers without null checks can do.
  void submitRefusesATaskThatLacksSomething() {
    for (String name : new String[] {null, "", " "}) {
      assertRefused(
          () -> pool.submit(Task.of(name, () -> nothing())), "task must have a cluster name");
    }
    assertRefused(() -> pool.submit(Task.of("a", null)), "task must have an execute function");
    assertThat(pool.taskCount()).isZero();
  }

  @Test
  void whileItExecutesThePoolRefusesTasksAndASecondExecution() {
    pool.submit(task());
    UniAssertSubscriber<List<Result<String>>> execution = start(pool.execute());
    assertThat(pool.isRunning()).isTrue();
    assertRefused(() -> pool.submit(task()), "pool is running");
    start(pool.execute()).assertFailedWith(PoolException.class, "pool is running");
    time.advance(Duration.ofMillis(10));
    execution.assertCompleted();
    assertThat(pool.isRunning()).isFalse();
    pool.submit(task());
  }

  @Test
  void afterShutdownThePoolRefusesEverything() {
    pool.submit(task());
    assertThat(pool.isShutdown()).isFalse();
    start(pool.shutdown(Duration.ofSeconds(1))).assertCompleted();
    assertThat(pool.isShutdown()).isTrue();
    assertRefused(() -> pool.submit(task()), "pool is shutting down");
    start(pool.execute()).assertFailedWith(PoolException.class, "pool is shutting down");
    listen(pool.run(Multi.createFrom().item(task())))
        .assertFailedWith(PoolException.class, "pool is shutting down");
    start(pool.shutdown(Duration.ofSeconds(1)))
        .assertFailedWith(PoolException.class, "pool already shut down");
    assertThat(gauge.started()).isZero();
  }

  @Test
  void shutdownWaitsForWhatRunsAndStartsNothingElse() {
    for (int i = 0; i < 5; i++) {
      pool.submit(task());
    }
    UniAssertSubscriber<List<Result<String>>> execution = start(pool.execute());
    AssertSubscriber<Result<String>> stream = listen(pool.run(Multi.createFrom().item(task())));
    UniAssertSubscriber<Void> shutdown = start(pool.shutdown(Duration.ofSeconds(1)));
    assertThat(stream.assertCompleted().getItems())
        .extracting(Result::outcome)
        .containsExactly(Outcome.NOT_STARTED);
    time.advance(Duration.ofMillis(9));
    shutdown.assertNotTerminated();
    time.advance(Duration.ofMillis(1));
    shutdown.assertCompleted();
    assertThat(execution.assertCompleted().getItem())
        .extracting(Result::outcome)
        .containsExactlyInAnyOrder(
            Outcome.SUCCEEDED,
            Outcome.SUCCEEDED,
            Outcome.NOT_STARTED,
            Outcome.NOT_STARTED,
            Outcome.NOT_STARTED);
    assertThat(gauge.started()).isEqualTo(2);
  }

  @Test
  void shutdownDoesNotWaitForResultsThatNobodyTakes() {
    pool.run(Multi.createFrom().item(task())).subscribe().withSubscriber(AssertSubscriber.create());
    UniAssertSubscriber<Void> shutdown = start(pool.shutdown(Duration.ofSeconds(1)));
    time.advance(Duration.ofMillis(10));
    shutdown.assertCompleted();
  }

  @Test
  void aShutdownThatTimesOutCancelsWhatRuns() {
    AssertSubscriber<Result<String>> stream =
        listen(pool.run(Multi.createFrom().item(gauge.task("stuck", LifecycleTest::nothing))));
    UniAssertSubscriber<Void> shutdown = start(pool.shutdown(Duration.ofMillis(50)));
    time.advance(Duration.ofMillis(49));
    shutdown.assertNotTerminated();
    assertThat(gauge.running()).isEqualTo(1);
    time.advance(Duration.ofMillis(1));
    shutdown.assertFailedWith(PoolException.class, "shutdown timeout");
    assertThat(gauge.running()).isZero();
    assertThat(pool.runningTaskCount()).isZero();
    assertThat(stream.assertCompleted().getItems())
        .extracting(Result::outcome)
        .containsExactly(Outcome.CANCELLED);
  }

  private Task<String> task() {
    return gauge.task("a", () -> time.after(Duration.ofMillis(10), "done"));
  }

  private static <T> Uni<T> nothing() {
    return Uni.createFrom().nothing();
  }

  private static void assertRefused(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(PoolException.class).hasMessage(message);
  }

  private static <T> UniAssertSubscriber<T> start(Uni<T> uni) {
    return uni.subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private static <T> AssertSubscriber<T> listen(Multi<T> stream) {
    return stream.subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }
}
