package io.fleetexecutor.model;

import org.jspecify.annotations.Nullable;

/**
 * How one attempt at a cluster went; a failure is an answer like any other.
 *
 * @param error null where it succeeded
 * @param output null where there is none
 * @param outputTruncated the output is less than the cluster has
 * @param totalOutputBytes how many bytes of output the cluster sent
 * @param outcomeUnknown the cluster may or may not have run the operation
 */
public record ClusterAnswer(
    ClusterState state,
    @Nullable ClusterError error,
    @Nullable Output output,
    boolean outputTruncated,
    long totalOutputBytes,
    boolean outcomeUnknown) {

  public static ClusterAnswer succeeded(@Nullable Output output, boolean truncated, long bytes) {
    return new ClusterAnswer(ClusterState.SUCCEEDED, null, output, truncated, bytes, false);
  }

  /** It may or may not have been done, and nobody is left to tell. */
  public static ClusterAnswer interrupted(ClusterError error) {
    return new ClusterAnswer(ClusterState.INTERRUPTED, error, null, false, 0, true);
  }

  public static ClusterAnswer failed(ClusterState state, ClusterError error) {
    return new ClusterAnswer(state, error, null, false, 0, false);
  }
}
