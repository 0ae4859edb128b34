package io.fleetexecutor.identity;

import io.fleetexecutor.model.Caller;
import io.smallrye.mutiny.Uni;

/** Port: whoever vouches for some callers. */
public interface TokenVerifier {

  /** Whether it could have issued the token, as the token itself says. */
  boolean isMeant(String token);

  /**
   * Whose the token is; fails with {@link UnauthenticatedException} where it is not accepted, and
   * with {@link IssuerUnavailableException}. Never blocks.
   */
  Uni<Caller> verify(String token);
}
