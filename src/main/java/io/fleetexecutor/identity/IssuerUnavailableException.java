package io.fleetexecutor.identity;

import org.jspecify.annotations.Nullable;

/** Whoever could tell whose a token is does not answer. */
public sealed class IssuerUnavailableException extends Exception permits IssuerBusyException {
  private static final long serialVersionUID = 1L;

  IssuerUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Without a trace. */
  IssuerUnavailableException(String message) {
    super(message, null, false, false);
  }
}
