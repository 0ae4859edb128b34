package io.fleetexecutor.identity;

/** An issuer is not asked, as it was asked too often, or too many calls wait for it. */
final class IssuerBusyException extends IssuerUnavailableException {
  private static final long serialVersionUID = 1L;

  IssuerBusyException(String message) {
    super(message);
  }
}
