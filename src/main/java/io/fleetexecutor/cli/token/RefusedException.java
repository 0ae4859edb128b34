package io.fleetexecutor.cli.token;

import com.nimbusds.oauth2.sdk.ErrorObject;

/** What an issuer gives as its reason. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;
  private static final int MAX_CHARS = 300;

  private final transient ErrorObject error;

  RefusedException(ErrorObject error) {
    super(text(error), null, false, false);
    this.error = error;
  }

  boolean is(ErrorObject other) {
    return other.getCode().equals(error.getCode());
  }

  private static String text(ErrorObject error) {
    String code = error.getCode() == null ? "HTTP " + error.getHTTPStatusCode() : error.getCode();
    String text = error.getDescription() == null ? code : code + ": " + error.getDescription();
    return text.substring(0, Math.min(text.length(), MAX_CHARS));
  }
}
