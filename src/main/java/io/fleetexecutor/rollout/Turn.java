package io.fleetexecutor.rollout;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is.
 *
 * @param cluster null: nobody's
 * @param next when to ask again; null: when something has happened
 */
public record Turn(@Nullable String cluster, @Nullable Instant next) {
  static final Turn NOBODY = new Turn(null, null);

  static Turn of(String cluster) {
    return new Turn(cluster, null);
  }

  static Turn nobodyBefore(@Nullable Instant next) {
    return new Turn(null, next);
  }
}
