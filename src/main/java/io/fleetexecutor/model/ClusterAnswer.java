package io.fleetexecutor.model;

import org.jspecify.annotations.Nullable;

/**
 * How one attempt at a cluster went; a failure is an answer like any other.
 *
 * @param error null where it succeeded
 * @param output null where there is none
 * @param outputTruncated the output is less than the cluster has
 * @param totalOutputBytes how many bytes of output the cluster sent
 * @param changed the operation changed something, or would have
 * @param outcomeUnknown the cluster may or may not have run the operation
 * @param fingerprint the same for answers that are the same; empty where there is nothing to
 *     compare
 */
public record ClusterAnswer(
    ClusterState state,
    @Nullable ClusterError error,
    @Nullable Output output,
    boolean outputTruncated,
    long totalOutputBytes,
    boolean changed,
    boolean outcomeUnknown,
    String fingerprint) {

  public static ClusterAnswer succeeded(@Nullable Output output, boolean truncated, long bytes) {
    return new ClusterAnswer(
        ClusterState.SUCCEEDED, null, output, truncated, bytes, false, false, "");
  }

  /** It may or may not have been done, and nobody is left to tell. */
  public static ClusterAnswer interrupted(ClusterError error) {
    return failed(ClusterState.INTERRUPTED, error).withOutcome(false, true);
  }

  public static ClusterAnswer failed(ClusterState state, ClusterError error) {
    return new ClusterAnswer(state, error, null, false, 0, false, false, "");
  }

  /** The same as a failure, with what there is of an output. */
  public ClusterAnswer asFailure(ClusterState failure, ClusterError why) {
    return new ClusterAnswer(
        failure,
        why,
        output,
        outputTruncated,
        totalOutputBytes,
        changed,
        outcomeUnknown,
        fingerprint);
  }

  public ClusterAnswer withOutcome(boolean nowChanged, boolean nowUnknown) {
    return new ClusterAnswer(
        state,
        error,
        output,
        outputTruncated,
        totalOutputBytes,
        nowChanged,
        nowUnknown,
        fingerprint);
  }

  public ClusterAnswer withOutput(@Nullable Output other) {
    return new ClusterAnswer(
        state,
        error,
        other,
        outputTruncated,
        totalOutputBytes,
        changed,
        outcomeUnknown,
        fingerprint);
  }

  public ClusterAnswer withFingerprint(String value) {
    return new ClusterAnswer(
        state, error, output, outputTruncated, totalOutputBytes, changed, outcomeUnknown, value);
  }
}
