package io.fleetexecutor.identity;

/** A token is not accepted; why is for the log alone. */
public final class UnauthenticatedException extends Exception {
  private static final long serialVersionUID = 1L;

  UnauthenticatedException(String reason) {
    super(reason, null, false, false);
  }
}
