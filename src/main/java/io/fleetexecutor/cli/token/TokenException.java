package io.fleetexecutor.cli.token;

/** Why there is no token; its message is for people, and repeats no secret. */
public final class TokenException extends Exception {
  private static final long serialVersionUID = 1;

  TokenException(String message) {
    super(message);
  }

  TokenException(String message, Throwable cause) {
    super(message, cause);
  }
}
