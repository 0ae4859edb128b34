package io.fleetexecutor.cli;

/** What the command's exit code says. */
final class ExitCode {
  /** Every cluster succeeded. */
  static final int OK = 0;

  /** At least one cluster did not succeed. */
  static final int CLUSTERS_FAILED = 1;

  /** The arguments were refused, here or by the service. */
  static final int USAGE = 2;

  /** The service could not be reached, or the call failed. */
  static final int CALL_FAILED = 3;

  /** There is no token to call with, or the service does not take it. */
  static final int UNAUTHENTICATED = 4;

  /** The service knows the caller, who may not do that. */
  static final int PERMISSION_DENIED = 5;

  /** As a process that SIGPIPE ended. */
  static final int OUTPUT_CLOSED = 141;

  private ExitCode() {}

  static int ofSignal(int number) {
    return 128 + number;
  }
}
