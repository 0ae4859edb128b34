package io.fleetexecutor.log;

/** Why a log cannot do what it was asked for. */
public abstract sealed class LogException extends RuntimeException {
  LogException(String message, Throwable cause) {
    super(message, cause);
  }

  LogException(String message) {
    super(message);
  }

  /** There is no such execution, or not any more. */
  public static final class NoSuchExecution extends LogException {
    public NoSuchExecution(String executionId) {
      super("there is no execution %s, or its retention is over".formatted(executionId));
    }
  }

  /** What the log has of this execution cannot be read. */
  public static final class Damaged extends LogException {
    public Damaged(String executionId, String what, Throwable cause) {
      super("the log of execution %s is damaged: %s".formatted(executionId, what), cause);
    }

    public Damaged(String executionId, String what) {
      super("the log of execution %s is damaged: %s".formatted(executionId, what));
    }
  }

  /** There is no room for more; what was there before is untouched. */
  public static final class Full extends LogException {
    public Full(String message) {
      super(message);
    }

    public Full(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The log was closed, as the service ends. */
  public static final class Closed extends LogException {
    public Closed() {
      super("the log is closed");
    }
  }

  /** Another process goes on with this execution, and this one may not write to it any more. */
  public static final class Superseded extends LogException {
    public Superseded(String executionId) {
      super("another server goes on with execution %s".formatted(executionId));
    }
  }

  /** The record is not kept any more. */
  public static final class NotKept extends LogException {
    private final long oldest;

    /**
     * @param oldest the position of the oldest record that is kept
     */
    public NotKept(String executionId, long oldest) {
      super("the first events of execution %s are not kept any more".formatted(executionId));
      this.oldest = oldest;
    }

    public long oldest() {
      return oldest;
    }
  }

  /** The position is more than one beyond the newest record. */
  public static final class NotReached extends LogException {
    private final long newest;

    public NotReached(String executionId, long newest) {
      super("execution %s has not come that far".formatted(executionId));
      this.newest = newest;
    }

    public long newest() {
      return newest;
    }
  }
}
