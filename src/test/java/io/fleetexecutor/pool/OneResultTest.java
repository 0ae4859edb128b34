package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.pool.Result.Outcome;
import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OneResultTest {
  private final VirtualTime time = new VirtualTime();
  private final WorkerPool<String> pool = time.pool(1);

  @Test
  void aTaskThatSucceedsTellsItsStartThenItsValueAndHowLongItTook() {
    AssertSubscriber<Signal<String>> signals =
        signals(Task.of("a", () -> time.after(Duration.ofMillis(30), "pods")));
    time.advance(Duration.ofMillis(30));
    assertThat(signals.getItems())
        .containsExactly(
            new Started<>("a", Instant.EPOCH),
            new Result<>(
                "a", Outcome.SUCCEEDED, "pods", null, Instant.EPOCH, Duration.ofMillis(30)));
    signals.assertCompleted();
  }

  static List<Arguments> failures() {
    return List.of(
        failure("throws", () -> sneak(new IllegalArgumentException("bad")), "bad"),
        failure("throws an Error", () -> sneak(new OutOfMemoryError("heap")), "heap"),
        failure("gives no Uni", () -> sneak(null), "task returned no Uni"),
        failure("fails", () -> Uni.createFrom().failure(new Exception("503")), "503"),
        failure(
            "fails with an Error",
            () -> Uni.createFrom().item(() -> sneak(new StackOverflowError("deep"))),
            "deep"),
        failure(
            "completes with null",
            () -> Uni.createFrom().nullItem(),
            "task completed without a value"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void aTaskThatGoesWrongIsAFailedResultAndItsWorkerIsFree(
      String what, Supplier<Uni<String>> work, String message) {
    AssertSubscriber<Signal<String>> signals =
        signals(Task.of("a", work), Task.of("b", () -> Uni.createFrom().item("fine")));
    signals.assertCompleted();
    assertThat(signals.getItems()).hasSize(4);
    Result<String> failed = (Result<String>) signals.getItems().get(1);
    assertThat(failed.clusterName()).isEqualTo("a");
    assertThat(failed.outcome()).as(what).isEqualTo(Outcome.FAILED);
    assertThat(failed.error()).hasMessage(message);
    assertThat(((Result<String>) signals.getItems().get(3)).value()).isEqualTo("fine");
    assertThat(pool.runningTaskCount()).isZero();
  }

  @Test
  void aTaskThatNeverCompletesTimesOutAndIsCancelled() {
    Gauge gauge = new Gauge();
    AssertSubscriber<Signal<String>> signals =
        signals(
            gauge
                .<String>task("a", () -> Uni.createFrom().nothing())
                .withTimeout(Duration.ofSeconds(5)));
    time.advance(Duration.ofMillis(4_999));
    assertThat(gauge.running()).isEqualTo(1);
    time.advance(Duration.ofMillis(1));
    assertThat(gauge.running()).isZero();
    Result<String> result = (Result<String>) signals.assertCompleted().getItems().get(1);
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.duration()).isEqualTo(Duration.ofSeconds(5));
    assertThat(result.error())
        .isInstanceOf(TimeoutException.class)
        .hasMessage("task timed out after PT5S");
  }

  @Test
  @SuppressWarnings("NullAway") // What callers without null checks can do.
  void aStreamedTaskThatIsNoneFailsWithWhatItLacks() {
    AssertSubscriber<Signal<String>> signals =
        signals(Task.of(null, () -> Uni.createFrom().item("fine")), Task.of("b", null));
    assertThat(signals.assertCompleted().getItems())
        .filteredOn(Result.class::isInstance)
        .extracting(result -> ((Result<String>) result).error())
        .extracting(Throwable::getMessage)
        .containsExactly("task must have a cluster name", "task must have an execute function");
  }

  @Test
  void aFailingSourceOfTasksFailsTheStreamAfterTheResultsOfItsTasks() {
    Multi<Task<String>> tasks =
        Multi.createBy()
            .concatenating()
            .streams(
                Multi.createFrom()
                    .item(Task.of("a", () -> time.after(Duration.ofMillis(5), "late"))),
                Multi.createFrom().failure(new IllegalStateException("no more tasks")));
    AssertSubscriber<Result<String>> results =
        time.<String>pool(3)
            .run(tasks)
            .subscribe()
            .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    assertThat(results.getFailure()).isNull();
    time.advance(Duration.ofMillis(5));
    results.assertFailedWith(IllegalStateException.class, "no more tasks");
    assertThat(results.getItems()).extracting(Result::value).containsExactly("late");
  }

  @SafeVarargs
  private AssertSubscriber<Signal<String>> signals(Task<String>... tasks) {
    return pool.signals(Multi.createFrom().items(tasks), 1, Uni.createFrom().nothing())
        .subscribe()
        .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }

  private static Arguments failure(String what, Supplier<Uni<String>> work, String message) {
    return Arguments.of(what, work, message);
  }

  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable, R> R sneak(@Nullable Throwable failure) throws E {
    if (failure != null) {
      throw (E) failure;
    }
    return null;
  }
}
