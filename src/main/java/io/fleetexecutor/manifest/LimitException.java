package io.fleetexecutor.manifest;

import java.io.IOException;

/** Something is larger than any object may be. */
final class LimitException extends IOException {
  private static final long serialVersionUID = 1;

  LimitException(String message) {
    super(message);
  }
}
