package io.fleetexecutor.cli.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token.
 *
 * @param expiry null: not known
 */
record ExpiringToken(String value, @Nullable Instant expiry) {

  @Override
  public String toString() {
    return "ExpiringToken[" + expiry + "]";
  }
}
