package io.fleetexecutor.model;

/** How a cluster ended; each planned cluster ends in exactly one of these. */
public enum ClusterState {
  SUCCEEDED,
  /** It ran, and failed. */
  FAILED,
  /** It started, and overran. */
  TIMED_OUT,
  /** No connection was made, or it was lost before an answer. */
  UNREACHABLE,
  /** The cluster refused the caller. */
  DENIED,
  /** The execution was cancelled while it ran. */
  CANCELLED,
  /** The execution stopped before it started. */
  NOT_ATTEMPTED,
  /** The server died while it ran a change. */
  INTERRUPTED
}
