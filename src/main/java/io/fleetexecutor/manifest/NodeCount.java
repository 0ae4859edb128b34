package io.fleetexecutor.manifest;

/** How many keys, values and collections were read so far. */
final class NodeCount {
  static final String TOO_MANY = "more than %,d keys and values".formatted(Limits.NODES);

  private int count;

  /** Whether one more is allowed. */
  boolean add() {
    return ++count <= Limits.NODES;
  }
}
