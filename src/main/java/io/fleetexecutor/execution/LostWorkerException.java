package io.fleetexecutor.execution;

/** Nobody knows what a worker of another process has done. */
public final class LostWorkerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LostWorkerException() {
    super("the process of the worker is not there any more", null, false, false);
  }
}
