package io.fleetexecutor.audit;

import org.jspecify.annotations.Nullable;

/** What is to be done cannot be put on record, and so is not done. */
public final class AuditUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuditUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
