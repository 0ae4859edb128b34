package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetexecutor.pool.Result.Outcome;
import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Streams of a pool of six workers, in which a cluster takes two tasks. */
class ClusterWaitTest {
  private final VirtualTime time = new VirtualTime();
  private final Gauge a = new Gauge();
  private final Gauge b = new Gauge();
  private final WorkerPool<String> pool = WorkerPool.of(6, 2, time, time.scheduler);

  @Test
  void tasksOfOtherClustersRunWhileOneIsFull() {
    AssertSubscriber<Result<String>> results = run(a(), a(), a(), a(), b(), b());
    assertThat(a.running()).isEqualTo(2);
    assertThat(b.running()).isEqualTo(2);
    assertThat(pool.runningTaskCount()).isEqualTo(4);
    assertThat(pool.waitingTaskCount()).isEqualTo(2);
    time.advance(Duration.ofMillis(20));
    assertThat(results.assertCompleted().getItems()).hasSize(6).allMatch(Result::isSuccess);
    assertThat(a.highest()).isEqualTo(2);
  }

  @Test
  void anExecutionKeepsTheCapToo() {
    List.of(a(), a(), a()).forEach(pool::submit);
    pool.execute().subscribe().with(results -> {});
    assertThat(a.running()).isEqualTo(2);
  }

  @Test
  void aCapOfFewerThanOneIsOne() {
    WorkerPool<String> narrow = WorkerPool.of(3, 0, time, time.scheduler);
    narrow.run(Multi.createFrom().items(a(), a(), b())).subscribe().with(result -> {});
    assertThat(a.running()).isEqualTo(1);
    assertThat(b.running()).isEqualTo(1);
  }

  @Test
  @SuppressWarnings("NullAway") // What callers without null checks can do.
  void tasksWithoutAClusterNameFailWhenTheyStart() {
    List<Task<String>> tasks = new ArrayList<>();
    for (String name : new String[] {null, "", " "}) {
      tasks.add(a.task(name, () -> time.after(Duration.ofMillis(10), "done")));
    }
    AssertSubscriber<Result<String>> results = listen(pool.run(Multi.createFrom().iterable(tasks)));
    assertThat(results.assertCompleted().getItems())
        .hasSize(3)
        .allMatch(result -> result.error() instanceof PoolException);
    assertThat(a.started()).isZero();
    assertThat(pool.runningTaskCount()).isZero();
  }

  @Test
  void aTaskStoppedWhileItsClusterIsFullIsNotStarted() {
    run(a(), a());
    CompletableFuture<String> stopper = new CompletableFuture<>();
    AssertSubscriber<Signal<String>> waiting =
        listen(
            pool.signals(
                Multi.createFrom().items(a(), a()), 2, Uni.createFrom().completionStage(stopper)));
    AssertSubscriber<Result<String>> next = run(a());
    assertThat(pool.waitingTaskCount()).isEqualTo(3);
    stopper.complete("stop");
    assertThat(waiting.assertCompleted().getItems())
        .extracting(signal -> ((Result<String>) signal).outcome())
        .containsExactly(Outcome.NOT_STARTED, Outcome.NOT_STARTED);
    assertThat(pool.waitingTaskCount()).isEqualTo(1);
    time.advance(Duration.ofMillis(20));
    assertThat(next.assertCompleted().getItems()).allMatch(Result::isSuccess);
    assertThat(a.started()).isEqualTo(3);
  }

  @Test
  void aStreamCancelledWhileItsClusterIsFullStartsNothing() {
    run(a(), a());
    AssertSubscriber<Result<String>> waiting = run(a(), b());
    waiting.cancel();
    assertThat(pool.waitingTaskCount()).isZero();
    assertThat(b.running()).isZero();
    time.advance(Duration.ofMillis(20));
    assertThat(a.started()).isEqualTo(2);
  }

  @Test
  void cancellingWhatRunsGivesItsSlotsToOthers() {
    AssertSubscriber<Result<String>> first = run(a(), a());
    run(a(), a(), a());
    first.cancel();
    assertThat(a.started()).isEqualTo(4);
    assertThat(a.running()).isEqualTo(2);
  }

  @Test
  void aTimeoutGivesItsSlotToTheNext() {
    Task<String> slow = a.task("a", () -> Uni.createFrom().nothing());
    run(slow.withTimeout(Duration.ofMillis(5)), slow, a());
    assertThat(a.started()).isEqualTo(2);
    time.advance(Duration.ofMillis(5));
    assertThat(a.started()).isEqualTo(3);
    assertThat(a.running()).isEqualTo(2);
  }

  @Test
  void aTaskThatIsRefusedGivesItsSlotBack() {
    AtomicBoolean open = new AtomicBoolean();
    Task<String> refused = a().admittedBy(open::get);
    AssertSubscriber<Result<String>> results = run(refused, refused, refused, a(), a());
    assertThat(a.running()).isEqualTo(2);
    time.advance(Duration.ofMillis(10));
    assertThat(results.assertCompleted().getItems())
        .extracting(Result::outcome)
        .containsExactly(
            Outcome.NOT_STARTED,
            Outcome.NOT_STARTED,
            Outcome.NOT_STARTED,
            Outcome.SUCCEEDED,
            Outcome.SUCCEEDED);
    assertThat(pool.runningTaskCount()).isZero();
  }

  @Test
  void aShutdownDoesNotStartWhatWaitsForItsCluster() {
    AssertSubscriber<Result<String>> results = run(a(), a(), a());
    UniAssertSubscriber<Void> shutdown =
        pool.shutdown(Duration.ofSeconds(1))
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());
    shutdown.assertNotTerminated();
    assertThat(pool.waitingTaskCount()).isZero();
    time.advance(Duration.ofMillis(10));
    shutdown.assertCompleted();
    assertThat(results.assertCompleted().getItems())
        .extracting(Result::outcome)
        .containsExactly(Outcome.NOT_STARTED, Outcome.SUCCEEDED, Outcome.SUCCEEDED);
  }

  @Test
  void blockingWorkKeepsItsSlotUntilItHasReturned() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(2);
    CountDownLatch interrupted = new CountDownLatch(2);
    CountDownLatch mayReturn = new CountDownLatch(1);
    Task<String> stubborn =
        Task.blocking(
            "a",
            () -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
                mayReturn.await();
              }
              return "late";
            });
    AssertSubscriber<Result<String>> first = run(stubborn, stubborn);
    started.await();
    run(a(), b());
    first.cancel();
    interrupted.await();
    assertThat(a.started()).isZero();
    assertThat(b.running()).isEqualTo(1);
    mayReturn.countDown();
    await().until(() -> a.started() == 1);
  }

  private Task<String> a() {
    return a.task("a", () -> time.after(Duration.ofMillis(10), "done"));
  }

  private Task<String> b() {
    return b.task("b", () -> time.after(Duration.ofMillis(10), "done"));
  }

  @SafeVarargs
  private AssertSubscriber<Result<String>> run(Task<String>... tasks) {
    return listen(pool.run(Multi.createFrom().items(tasks)));
  }

  private static <T> AssertSubscriber<T> listen(Multi<T> stream) {
    return stream.subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }
}
