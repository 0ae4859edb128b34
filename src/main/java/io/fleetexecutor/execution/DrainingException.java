package io.fleetexecutor.execution;

/** The server shuts down and takes no new execution; another replica, or a later try, may. */
public final class DrainingException extends RuntimeException {
  public DrainingException() {
    super("the server is shutting down and takes no new execution");
  }
}
