package io.fleetexecutor.execution;

import static java.util.Objects.requireNonNull;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.testing.VirtualTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How each attempt at each cluster of a random fleet goes. */
record Script(List<String> clusters, Map<String, List<Try>> tries) {
  private static final int TRIES = 40;

  /** After so many milliseconds. */
  record Try(ClusterState state, ErrorCode code, int millis, @Nullable Duration retryAfter) {
    ClusterAnswer answer() {
      return state == ClusterState.SUCCEEDED
          ? FakeFleet.OK
          : ClusterAnswer.failed(
              state, new ClusterError(code, "TEST", "it failed", null, retryAfter));
    }
  }

  static Script random(Random random) {
    List<String> clusters =
        IntStream.rangeClosed(1, 1 + random.nextInt(12)).mapToObj("c-%03d"::formatted).toList();
    int failing = random.nextInt(4);
    Map<String, List<Try>> tries = new HashMap<>();
    clusters.forEach(
        cluster ->
            tries.put(
                cluster, IntStream.range(0, TRIES).mapToObj(i -> next(random, failing)).toList()));
    return new Script(clusters, tries);
  }

  private static Try next(Random random, int failing) {
    int millis = 1 + random.nextInt(20);
    if (random.nextInt(6) >= failing) {
      return new Try(ClusterState.SUCCEEDED, ErrorCode.UNKNOWN, millis, null);
    }
    return switch (random.nextInt(4)) {
      case 0 -> new Try(ClusterState.FAILED, ErrorCode.UNKNOWN, millis, null);
      case 1 -> new Try(ClusterState.DENIED, ErrorCode.PERMISSION_DENIED, millis, null);
      case 2 -> new Try(ClusterState.UNREACHABLE, ErrorCode.UNAVAILABLE, millis, null);
      default ->
          new Try(
              ClusterState.FAILED,
              ErrorCode.RESOURCE_EXHAUSTED,
              millis,
              Duration.ofMillis(random.nextInt(30)));
    };
  }

  /**
   * @param attempt from 1
   */
  Try at(String cluster, int attempt) {
    return requireNonNull(tries.get(cluster)).get(Math.min(attempt, TRIES) - 1);
  }

  /**
   * Clusters that do as it says, whoever asks them.
   *
   * @param attempts how often each was tried
   */
  FakeFleet fleet(VirtualTime time, Map<String, Integer> attempts) {
    return new FakeFleet(
        clusters.stream().map(FakeFleet::cluster).toList(),
        (cluster, notes) -> {
          Try next = at(cluster.name(), attempts.merge(cluster.name(), 1, Integer::sum));
          return time.after(Duration.ofMillis(next.millis()), next.answer());
        },
        time);
  }
}
