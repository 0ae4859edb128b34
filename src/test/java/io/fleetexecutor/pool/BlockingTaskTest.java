package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetexecutor.pool.Result.Outcome;
import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BlockingTaskTest {
  private final VirtualTime time = new VirtualTime();
  private final WorkerPool<String> pool = time.pool(1);
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch mayReturn = new CountDownLatch(1);

  @Test
  void runsOnAVirtualThread() {
    AssertSubscriber<Result<String>> results =
        run(Task.blocking("a", () -> Boolean.toString(Thread.currentThread().isVirtual())));
    assertThat(results.awaitCompletion().getItems())
        .extracting(Result::value)
        .containsExactly("true");
  }

  @Test
  void whatItThrowsIsItsError() {
    AssertSubscriber<Result<String>> results =
        run(
            Task.blocking(
                "a",
                () -> {
                  throw new IOException("reset");
                }));
    assertThat(results.awaitCompletion().getItems().getFirst().error()).hasMessage("reset");
  }

  @Test
  void cancellingInterruptsItAndItsWorkerIsFreeOnceItHasReturned() throws InterruptedException {
    AssertSubscriber<Result<String>> results = run(Task.blocking("stubborn", this::block));
    started.await();
    results.cancel();
    interrupted.await();
    assertThat(pool.runningTaskCount()).isEqualTo(1);
    mayReturn.countDown();
    await().until(() -> pool.runningTaskCount() == 0);
  }

  @Test
  void aTimeoutTellsItsResultAtOnceAndTheNextTaskSeesNoInterrupt() throws InterruptedException {
    AtomicBoolean sawInterrupt = new AtomicBoolean();
    AssertSubscriber<Result<String>> results =
        run(
            Task.blocking("stubborn", this::block).withTimeout(Duration.ofMillis(1)),
            Task.of(
                "next",
                () -> {
                  sawInterrupt.set(Thread.currentThread().isInterrupted());
                  return Uni.createFrom().item("fine");
                }));
    started.await();
    time.advance(Duration.ofMillis(1));
    interrupted.await();
    results.awaitItems(1);
    assertThat(results.getItems()).extracting(Result::outcome).containsExactly(Outcome.FAILED);
    mayReturn.countDown();
    results.awaitCompletion();
    assertThat(results.getItems().get(1).value()).isEqualTo("fine");
    assertThat(sawInterrupt).isFalse();
  }

  private String block() throws InterruptedException {
    started.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
      mayReturn.await();
      Thread.currentThread().interrupt();
    }
    return "late";
  }

  @SafeVarargs
  private AssertSubscriber<Result<String>> run(Task<String>... tasks) {
    return pool.run(Multi.createFrom().items(tasks))
        .subscribe()
        .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }
}
