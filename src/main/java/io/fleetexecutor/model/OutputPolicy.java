package io.fleetexecutor.model;

/**
 * What comes back from each cluster.
 *
 * @param maxOutputBytes a cluster's output beyond this is cut; at least 1
 */
public record OutputPolicy(Format format, long maxOutputBytes) {

  public static final long DEFAULT_MAX_OUTPUT_BYTES = 1 << 20;

  /** In which form the cluster is asked to answer. */
  public enum Format {
    OBJECTS,
    TABLE,
    METADATA,
    NONE
  }
}
