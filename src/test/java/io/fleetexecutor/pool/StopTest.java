package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.pool.Result.Outcome;
import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StopTest {
  private final VirtualTime time = new VirtualTime();
  private final Gauge gauge = new Gauge();
  private final WorkerPool<String> pool = time.pool(3);
  private final CompletableFuture<String> stopper = new CompletableFuture<>();
  private final Uni<String> stop = Uni.createFrom().completionStage(stopper);

  static List<Consumer<CompletableFuture<String>>> waysToStop() {
    return List.of(
        stopper -> stopper.complete("stop"),
        stopper -> stopper.completeExceptionally(new Exception("unplugged")));
  }

  @ParameterizedTest
  @MethodSource("waysToStop")
  void aStopCancelsWhatRunsAndReportsTheRestAsNotStarted(Consumer<CompletableFuture<String>> how) {
    AssertSubscriber<Signal<String>> signals = subscribe(pool.signals(tasks(10_000), 3, stop));
    time.advance(Duration.ofMillis(10));
    how.accept(stopper);

    assertThat(gauge.started()).isEqualTo(6);
    assertThat(gauge.running()).isZero();
    List<Result<String>> results = results(signals.assertCompleted().getItems());
    assertThat(results).extracting(Result::clusterName).doesNotHaveDuplicates().hasSize(10_000);
    assertThat(ofOutcome(results, Outcome.SUCCEEDED)).hasSize(3);
    assertThat(ofOutcome(results, Outcome.CANCELLED)).hasSize(3).allMatch(Result::isStarted);
    assertThat(ofOutcome(results, Outcome.NOT_STARTED))
        .hasSize(9_994)
        .noneMatch(Result::isStarted)
        .allMatch(result -> result.error() instanceof CancellationException);
    assertThat(signals.getItems()).filteredOn(Started.class::isInstance).hasSize(6);
    assertThat(pool.runningTaskCount()).isZero();
  }

  @Test
  void aStopThatWasThereBeforeStartsNothing() {
    AssertSubscriber<Signal<String>> signals =
        subscribe(pool.signals(tasks(5), 3, Uni.createFrom().item("stopped")));
    assertThat(gauge.started()).isZero();
    assertThat(results(signals.assertCompleted().getItems()))
        .extracting(Result::outcome)
        .containsOnly(Outcome.NOT_STARTED)
        .hasSize(5);
  }

  @Test
  void aTaskThatWaitsForAnotherStreamsWorkersIsNotStarted() {
    subscribe(pool.run(tasks(3)));
    AssertSubscriber<Signal<String>> waiting = subscribe(pool.signals(tasks(2), 3, stop));
    assertThat(pool.waitingTaskCount()).isEqualTo(2);
    stopper.complete("stop");
    assertThat(results(waiting.assertCompleted().getItems()))
        .extracting(Result::outcome)
        .containsExactly(Outcome.NOT_STARTED, Outcome.NOT_STARTED);
    assertThat(pool.waitingTaskCount()).isZero();
    time.advance(Duration.ofMillis(10));
    assertThat(gauge.started()).isEqualTo(3);
  }

  @Test
  void aTaskStoppedByWhoeverHearsOfItsStartNeverRuns() {
    AssertSubscriber<Signal<String>> signals =
        subscribe(
            pool.signals(tasks(1), 1, stop)
                .onItem()
                .invoke(
                    signal -> {
                      if (signal instanceof Started) {
                        stopper.complete("stop");
                      }
                    }));
    assertThat(gauge.started()).isZero();
    assertThat(results(signals.assertCompleted().getItems()))
        .extracting(Result::outcome)
        .containsExactly(Outcome.CANCELLED);
    assertThat(pool.runningTaskCount()).isZero();
  }

  @Test
  void cancellingTheSubscriptionCancelsWhatRunsAndStartsNothingElse() {
    AssertSubscriber<Signal<String>> signals = subscribe(pool.signals(tasks(100), 3, stop));
    AssertSubscriber<Result<String>> waiting = subscribe(pool.run(tasks(2)));
    time.advance(Duration.ofMillis(5));
    waiting.cancel();
    signals.cancel();
    assertThat(gauge.running()).isZero();
    assertThat(pool.runningTaskCount()).isZero();
    assertThat(pool.waitingTaskCount()).isZero();
    time.advance(Duration.ofMillis(100));
    assertThat(gauge.started()).isEqualTo(3);
    assertThat(results(signals.getItems())).isEmpty();
  }

  @Test
  void cancellingWhileAResultIsBeingTakenCancelsAtOnce() {
    List<Integer> stillRunning = new ArrayList<>();
    AssertSubscriber<Result<String>> results = AssertSubscriber.create(Long.MAX_VALUE);
    pool.run(tasks(100))
        .onItem()
        .invoke(
            result -> {
              results.cancel();
              stillRunning.add(gauge.running());
            })
        .subscribe()
        .withSubscriber(results);
    time.advance(Duration.ofMillis(50));
    assertThat(stillRunning).containsExactly(0);
    assertThat(gauge.started()).isEqualTo(3);
  }

  @Test
  void aStreamThatEndedNoLongerListensForItsStop() {
    AtomicReference<Boolean> cancelled = new AtomicReference<>(false);
    subscribe(pool.signals(tasks(1), 1, stop.onCancellation().invoke(() -> cancelled.set(true))));
    assertThat(cancelled.get()).isFalse();
    time.advance(Duration.ofMillis(10));
    assertThat(cancelled.get()).isTrue();
  }

  private Multi<Task<String>> tasks(int count) {
    return Multi.createFrom()
        .range(0, count)
        .map(i -> gauge.task("c" + i, () -> time.after(Duration.ofMillis(10), "done")));
  }

  private static List<Result<String>> results(List<Signal<String>> signals) {
    return signals.stream()
        .filter(Result.class::isInstance)
        .map(signal -> (Result<String>) signal)
        .toList();
  }

  private static List<Result<String>> ofOutcome(List<Result<String>> results, Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).toList();
  }

  private static <T> AssertSubscriber<T> subscribe(Multi<T> stream) {
    return stream.subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }
}
