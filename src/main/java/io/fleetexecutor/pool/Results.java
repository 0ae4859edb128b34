package io.fleetexecutor.pool;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Questions about many results. Whatever did not succeed counts as failed, cancelled and not
 * started tasks included. Durations are of the tasks that started. Of no results every number is 0.
 */
public final class Results {
  private Results() {}

  public static <T> int countSuccessful(Collection<Result<T>> results) {
    return successful(results).size();
  }

  public static <T> int countFailed(Collection<Result<T>> results) {
    return failed(results).size();
  }

  public static <T> List<Result<T>> successful(Collection<Result<T>> results) {
    return filter(results, Result::isSuccess);
  }

  public static <T> List<Result<T>> failed(Collection<Result<T>> results) {
    return filter(results, result -> !result.isSuccess());
  }

  public static <T> List<Result<T>> ofCluster(Collection<Result<T>> results, String clusterName) {
    return filter(results, result -> result.clusterName().equals(clusterName));
  }

  /** In the order in which the clusters first appear. */
  public static <T> Map<String, List<Result<T>>> groupByCluster(Collection<Result<T>> results) {
    return results.stream().collect(groupingBy(Result::clusterName, LinkedHashMap::new, toList()));
  }

  public static <T> boolean hasFailures(Collection<Result<T>> results) {
    return results.stream().anyMatch(result -> !result.isSuccess());
  }

  /** Also of no results. */
  public static <T> boolean allSuccessful(Collection<Result<T>> results) {
    return !hasFailures(results);
  }

  public static <T> Optional<Throwable> firstError(Collection<Result<T>> results) {
    return errors(results).stream().findFirst();
  }

  public static <T> List<Throwable> errors(Collection<Result<T>> results) {
    return results.stream().map(Result::error).filter(Objects::nonNull).toList();
  }

  public static <T> Duration averageDuration(Collection<Result<T>> results) {
    long started = results.stream().filter(Result::isStarted).count();
    return started == 0 ? Duration.ZERO : totalDuration(results).dividedBy(started);
  }

  public static <T> Duration minDuration(Collection<Result<T>> results) {
    return durations(results).findFirst().orElse(Duration.ZERO);
  }

  public static <T> Duration maxDuration(Collection<Result<T>> results) {
    return durations(results).reduce((earlier, later) -> later).orElse(Duration.ZERO);
  }

  /** Of all tasks together, as if they had run one after another. */
  public static <T> Duration totalDuration(Collection<Result<T>> results) {
    return durations(results).reduce(Duration.ZERO, Duration::plus);
  }

  /** The duration that 95 of 100 tasks did not exceed (nearest rank). */
  public static <T> Duration p95Duration(Collection<Result<T>> results) {
    List<Duration> durations = durations(results).toList();
    int rank = Math.ceilDiv(durations.size() * 95, 100);
    return rank == 0 ? Duration.ZERO : durations.get(rank - 1);
  }

  /** From 0 to 1. */
  public static <T> double successRate(Collection<Result<T>> results) {
    return share(countSuccessful(results), results.size());
  }

  /** From 0 to 1. */
  public static <T> double failureRate(Collection<Result<T>> results) {
    return share(countFailed(results), results.size());
  }

  public static <T> Summary summarize(Collection<Result<T>> results) {
    return new Summary(
        results.size(),
        countSuccessful(results),
        countFailed(results),
        averageDuration(results),
        minDuration(results),
        maxDuration(results),
        p95Duration(results),
        successRate(results),
        failureRate(results));
  }

  private static <T> List<Result<T>> filter(
      Collection<Result<T>> results, Predicate<Result<T>> condition) {
    return results.stream().filter(condition).toList();
  }

  private static <T> Stream<Duration> durations(Collection<Result<T>> results) {
    return results.stream().filter(Result::isStarted).map(Result::duration).sorted();
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
