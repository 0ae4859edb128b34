package io.fleetexecutor.health;

import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ApiResponse;
import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.ServerVersion;
import io.fleetexecutor.cluster.StatusFailures;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterHealth;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Asks an API server for its version; an answer of any kind shows that it can be reached. */
final class HealthCheck {
  private final ClusterConnections connections;
  private final Duration timeout;
  private final InstantSource clock;
  private final ScheduledExecutorService timers;

  HealthCheck(
      ClusterConnections connections,
      Duration timeout,
      InstantSource clock,
      ScheduledExecutorService timers) {
    this.connections = connections;
    this.timeout = timeout;
    this.clock = clock;
    this.timers = timers;
  }

  /** Never fails. */
  Uni<ClusterHealth> run(String cluster, @Nullable ClusterHealth before) {
    Instant start = clock.instant();
    return Uni.createFrom()
        .deferred(() -> connections.get(cluster).probe(ApiRequest.get("/version")))
        .ifNoItem()
        .after(timeout)
        .on(timers)
        .failWith(this::timeout)
        .map(answer -> reached(cluster, before, start, answer))
        .onFailure()
        .recoverWithItem(failure -> unreached(cluster, before, failure));
  }

  private ClusterHealth reached(
      String cluster, @Nullable ClusterHealth before, Instant start, ApiResponse answer) {
    Instant now = clock.instant();
    String version = ServerVersion.of(answer);
    return new ClusterHealth(
        true,
        version.isEmpty() ? version(before) : version,
        now,
        now,
        Duration.between(start, now),
        answer.isSuccess() ? null : StatusFailures.of(answer).error(),
        connections.isRefused(cluster));
  }

  private ClusterHealth unreached(
      String cluster, @Nullable ClusterHealth before, Throwable failure) {
    return new ClusterHealth(
        false,
        version(before),
        clock.instant(),
        before == null ? null : before.lastSeenTime(),
        before == null ? null : before.latency(),
        failure instanceof ClusterFailure known
            ? known.error()
            : ClusterError.of(ErrorCode.INTERNAL, "INTERNAL", failure.toString()),
        connections.isRefused(cluster));
  }

  private Throwable timeout() {
    return new ClusterFailure(
        ClusterState.TIMED_OUT,
        ClusterError.of(
            ErrorCode.DEADLINE_EXCEEDED,
            "HEALTH_CHECK_TIMEOUT",
            "no answer within " + timeout.toMillis() + " ms"));
  }

  private static String version(@Nullable ClusterHealth before) {
    return before == null ? "" : before.kubernetesVersion();
  }
}
