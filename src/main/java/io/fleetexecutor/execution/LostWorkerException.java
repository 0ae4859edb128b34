package io.fleetexecutor.execution;

/** The process of a worker is gone; what the worker has done since it began, nobody knows. */
public final class LostWorkerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean hadBegun;

  /**
   * @param hadBegun false: it has done nothing
   */
  public LostWorkerException(boolean hadBegun) {
    super("the process of the worker is not there any more", null, false, false);
    this.hadBegun = hadBegun;
  }

  public boolean hadBegun() {
    return hadBegun;
  }
}
