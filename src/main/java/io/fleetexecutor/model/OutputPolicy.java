package io.fleetexecutor.model;

/**
 * What comes back from each cluster.
 *
 * @param maxOutputBytes a cluster's output beyond this is cut; at least 1
 * @param fingerprintExpression what answers are compared by; empty: by themselves
 * @param projection what is made of each object; empty: the object itself
 */
public record OutputPolicy(
    Format format, long maxOutputBytes, String fingerprintExpression, String projection) {

  public static final long DEFAULT_MAX_OUTPUT_BYTES = 1 << 20;

  public OutputPolicy(Format format, long maxOutputBytes) {
    this(format, maxOutputBytes, "", "");
  }

  /** In which form the cluster is asked to answer. */
  public enum Format {
    OBJECTS,
    TABLE,
    METADATA,
    NONE
  }
}
