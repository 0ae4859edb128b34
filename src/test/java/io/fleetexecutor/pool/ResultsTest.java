package io.fleetexecutor.pool;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.pool.Result.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private final Result<String> quick = succeeded("a", 10);
  private final Result<String> slow = succeeded("b", 40);
  private final Result<String> failed =
      new Result<>(
          "a", Outcome.FAILED, null, new Exception("403"), Instant.EPOCH, Duration.ofMillis(25));
  private final Result<String> notStarted =
      new Result<>("c", Outcome.NOT_STARTED, null, new Exception("late"), null, Duration.ZERO);
  private final List<Result<String>> mixed = List.of(slow, failed, quick, notStarted);

  @Test
  void countsAndFilters() {
    assertThat(Results.countSuccessful(mixed)).isEqualTo(2);
    assertThat(Results.countFailed(mixed)).isEqualTo(2);
    assertThat(Results.successful(mixed)).containsExactly(slow, quick);
    assertThat(Results.failed(mixed)).containsExactly(failed, notStarted);
    assertThat(Results.ofCluster(mixed, "a")).containsExactly(failed, quick);
    assertThat(Results.ofCluster(mixed, "z")).isEmpty();
    assertThat(Results.groupByCluster(mixed))
        .containsExactly(
            entry("b", List.of(slow)),
            entry("a", List.of(failed, quick)),
            entry("c", List.of(notStarted)));
  }

  @Test
  void tellsWhetherAllWentWellAndWhatDidNot() {
    assertThat(Results.hasFailures(mixed)).isTrue();
    assertThat(Results.allSuccessful(mixed)).isFalse();
    assertThat(Results.hasFailures(List.of(quick, slow))).isFalse();
    assertThat(Results.allSuccessful(List.of(quick, slow))).isTrue();
    assertThat(Results.errors(mixed))
        .extracting(Throwable::getMessage)
        .containsExactly("403", "late");
    assertThat(Results.firstError(mixed).orElseThrow()).hasMessage("403");
    assertThat(Results.firstError(List.of(quick))).isEmpty();
  }

  @Test
  void durationsAreOfTheTasksThatStarted() {
    assertThat(Results.averageDuration(mixed)).isEqualTo(Duration.ofMillis(25));
    assertThat(Results.minDuration(mixed)).isEqualTo(Duration.ofMillis(10));
    assertThat(Results.maxDuration(mixed)).isEqualTo(Duration.ofMillis(40));
    assertThat(Results.totalDuration(mixed)).isEqualTo(Duration.ofMillis(75));
  }

  @Test
  void p95IsTheNearestRank() {
    List<Result<String>> hundred =
        IntStream.rangeClosed(1, 100).mapToObj(i -> succeeded("c" + i, i)).toList();
    assertThat(Results.p95Duration(hundred)).isEqualTo(Duration.ofMillis(95));
    assertThat(Results.p95Duration(hundred.subList(0, 10))).isEqualTo(Duration.ofMillis(10));
    assertThat(Results.p95Duration(List.of(quick))).isEqualTo(Duration.ofMillis(10));
  }

  @Test
  void summarizes() {
    assertThat(Results.summarize(mixed))
        .isEqualTo(
            new Summary(
                4,
                2,
                2,
                Duration.ofMillis(25),
                Duration.ofMillis(10),
                Duration.ofMillis(40),
                Duration.ofMillis(40),
                0.5,
                0.5));
    assertThat(Results.successRate(List.of(quick, slow, failed))).isEqualTo(2.0 / 3);
    assertThat(Results.failureRate(List.of(quick, slow, failed))).isEqualTo(1.0 / 3);
  }

  @Test
  void ofNoResultsEverythingIsZero() {
    List<Result<String>> none = List.of();
    Duration zero = Duration.ZERO;
    assertThat(Results.summarize(none))
        .isEqualTo(new Summary(0, 0, 0, zero, zero, zero, zero, 0.0, 0.0));
    assertThat(Results.totalDuration(none)).isEqualTo(zero);
    assertThat(Results.averageDuration(List.of(notStarted))).isEqualTo(zero);
    assertThat(Results.hasFailures(none)).isFalse();
    assertThat(Results.groupByCluster(none)).isEmpty();
    assertThat(Results.errors(none)).isEmpty();
  }

  private static Result<String> succeeded(String cluster, int millis) {
    return new Result<>(
        cluster, Outcome.SUCCEEDED, "v", null, Instant.EPOCH, Duration.ofMillis(millis));
  }
}
