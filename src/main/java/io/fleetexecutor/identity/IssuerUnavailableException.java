package io.fleetexecutor.identity;

import org.jspecify.annotations.Nullable;

/** Whoever could tell whose a token is does not answer. */
public final class IssuerUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  IssuerUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
