package io.fleetexecutor.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the last check of a cluster found.
 *
 * @param reachable whether the API server answered
 * @param kubernetesVersion as in /version, of the last answer that told it; empty: never told
 * @param checkTime of the last check
 * @param lastSeenTime when it last answered anything; null: never
 * @param latency of the last answer; null: there never was one
 * @param error what the API server, or the way to it, said instead of its version
 * @param refused whether requests are refused without being sent, as it could not be reached
 */
public record ClusterHealth(
    boolean reachable,
    String kubernetesVersion,
    Instant checkTime,
    @Nullable Instant lastSeenTime,
    @Nullable Duration latency,
    @Nullable ClusterError error,
    boolean refused) {

  public ClusterHealth seenAt(Instant time) {
    return new ClusterHealth(
        reachable, kubernetesVersion, checkTime, time, latency, error, refused);
  }

  /** The same but for its times, which every check moves. */
  public static boolean alike(@Nullable ClusterHealth one, @Nullable ClusterHealth other) {
    return one == null || other == null
        ? one == other
        : one.reachable == other.reachable
            && one.refused == other.refused
            && one.kubernetesVersion.equals(other.kubernetesVersion)
            && Objects.equals(one.error, other.error);
  }
}
