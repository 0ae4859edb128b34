package io.fleetexecutor.cli;

/** Whoever read standard output has gone, as {@code head} does. */
final class OutputClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
