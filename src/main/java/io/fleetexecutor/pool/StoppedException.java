package io.fleetexecutor.pool;

import java.util.concurrent.CancellationException;

/**
 * Says that a task was stopped. Without a stack trace, for a stop can make as many as there are
 * clusters.
 */
final class StoppedException extends CancellationException {
  private static final long serialVersionUID = 1L;

  StoppedException(String message) {
    super(message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
