package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.pool.Result.Outcome;
import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecuteTest {
  private static final int TASKS = 20;
  private final VirtualTime time = new VirtualTime();
  private final Gauge gauge = new Gauge();
  private final WorkerPool<String> pool = time.pool(3);
  private final List<List<Integer>> progress = new ArrayList<>();

  @Test
  void givesEachResultOnceInTheOrderInWhichTasksEnd() {
    for (int millis : List.of(30, 10, 20)) {
      pool.submit(Task.of("c" + millis, () -> time.after(Duration.ofMillis(millis), "done")));
    }
    assertThat(pool.taskCount()).isEqualTo(3);
    UniAssertSubscriber<List<Result<String>>> execution = start(pool.execute());
    assertThat(pool.taskCount()).isZero();
    time.advance(Duration.ofMillis(30));
    assertThat(execution.assertCompleted().getItem())
        .extracting(Result::clusterName)
        .containsExactly("c10", "c20", "c30");
  }

  @Test
  void tellsProgressOfEveryResultOnceAndInOrder() {
    submitAll();
    UniAssertSubscriber<List<Result<String>>> execution = start(pool.execute(this::record));
    time.advance(Duration.ofMillis(35));
    assertThat(progress).hasSize(9);
    time.advance(Duration.ofMillis(100));
    assertThat(execution.assertCompleted().getItem()).hasSize(TASKS);
    assertThat(progress).isEqualTo(fullProgress());
  }

  @Test
  void aListenerThatThrowsLosesNoResultAndIsReported() {
    List<Throwable> reported = new ArrayList<>();
    Infrastructure.setDroppedExceptionHandler(reported::add);
    submitAll();
    UniAssertSubscriber<List<Result<String>>> execution =
        start(
            pool.execute(
                (completed, total) -> {
                  record(completed, total);
                  throw new IllegalStateException("listener");
                }));
    time.advance(Duration.ofMillis(100));
    assertThat(execution.assertCompleted().getItem()).hasSize(TASKS).allMatch(Result::isSuccess);
    assertThat(progress).isEqualTo(fullProgress());
    assertThat(reported).hasSize(TASKS).allSatisfy(e -> assertThat(e).hasMessage("listener"));
  }

  @AfterEach
  void resetReports() {
    Infrastructure.resetDroppedExceptionHandler();
  }

  @Test
  void aStopTellsWhichTasksWereCancelledAndWhichNeverStarted() {
    submitAll();
    CompletableFuture<String> stopper = new CompletableFuture<>();
    UniAssertSubscriber<List<Result<String>>> execution =
        start(pool.execute(this::record, Uni.createFrom().completionStage(stopper)));
    time.advance(Duration.ofMillis(15));
    stopper.complete("stop");
    assertThat(execution.assertCompleted().getItem())
        .extracting(Result::outcome)
        .hasSize(TASKS)
        .startsWith(Outcome.SUCCEEDED, Outcome.SUCCEEDED, Outcome.SUCCEEDED)
        .filteredOn(outcome -> outcome == Outcome.CANCELLED)
        .hasSize(3);
    assertThat(gauge.started()).isEqualTo(6);
    assertThat(progress).isEqualTo(fullProgress());
  }

  @Test
  void cancellingStopsTheTasksTellsTheListenerOfAllAndLeavesThePoolReady() {
    submitAll();
    UniAssertSubscriber<List<Result<String>>> execution = start(pool.execute(this::record));
    time.advance(Duration.ofMillis(15));
    execution.cancel();
    assertThat(gauge.running()).isZero();
    assertThat(progress).isEqualTo(fullProgress());
    assertThat(pool.isRunning()).isFalse();
    time.advance(Duration.ofMillis(100));
    assertThat(gauge.started()).isEqualTo(6);

    pool.submit(Task.of("again", () -> Uni.createFrom().item("fine")));
    assertThat(start(pool.execute()).assertCompleted().getItem())
        .extracting(Result::value)
        .containsExactly("fine");
  }

  @Test
  void ofNoTasksGivesNoResults() {
    assertThat(start(pool.execute(this::record)).assertCompleted().getItem()).isEmpty();
    assertThat(progress).isEmpty();
    assertThat(pool.isRunning()).isFalse();
  }

  private void submitAll() {
    for (int i = 0; i < TASKS; i++) {
      pool.submit(gauge.task("c" + i, () -> time.after(Duration.ofMillis(10), "done")));
    }
  }

  private void record(int completed, int total) {
    progress.add(List.of(completed, total));
  }

  private static List<List<Integer>> fullProgress() {
    return IntStream.rangeClosed(1, TASKS).mapToObj(i -> List.of(i, TASKS)).toList();
  }

  private static <T> UniAssertSubscriber<T> start(Uni<T> uni) {
    return uni.subscribe().withSubscriber(UniAssertSubscriber.create());
  }
}
