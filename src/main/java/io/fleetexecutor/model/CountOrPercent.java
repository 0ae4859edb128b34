package io.fleetexecutor.model;

/** A number of clusters, as it is or as a part of the planned ones. */
public sealed interface CountOrPercent {

  /** The number of clusters out of {@code total}; a percentage is rounded down. */
  int of(int total);

  record Count(int value) implements CountOrPercent {
    @Override
    public int of(int total) {
      return value;
    }
  }

  record Percent(int value) implements CountOrPercent {
    @Override
    public int of(int total) {
      return (int) ((long) total * value / 100);
    }
  }
}
