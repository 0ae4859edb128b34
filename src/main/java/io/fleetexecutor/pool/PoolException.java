package io.fleetexecutor.pool;

/** The pool refuses a call, or a task broke its contract; the message says which. */
public final class PoolException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public PoolException(String message) {
    super(message);
  }
}
