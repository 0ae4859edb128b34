package io.fleetexecutor.execution;

/** The request is well-formed, but the fleet is not as it asks; nothing was started. */
public final class FailedPreconditionException extends RuntimeException {
  private final String reason;
  private final String subject;

  public FailedPreconditionException(String reason, String subject, String message) {
    super(message);
    this.reason = reason;
    this.subject = subject;
  }

  /** Stable and for programs, in UPPER_SNAKE_CASE. */
  public String reason() {
    return reason;
  }

  /** The field of the request that does not fit. */
  public String subject() {
    return subject;
  }
}
