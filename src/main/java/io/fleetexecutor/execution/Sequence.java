package io.fleetexecutor.execution;

/**
 * The numbers of events: odd for the records of the log, in their order, so that what a stream
 * derives from a record finds a number before the next one.
 */
public final class Sequence {
  private Sequence() {}

  public static long of(long position) {
    return 2 * position - 1;
  }

  /** The first record whose sequence is at least this. */
  static long position(long startSequence) {
    return startSequence / 2 + 1;
  }
}
