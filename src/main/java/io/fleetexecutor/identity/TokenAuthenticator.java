package io.fleetexecutor.identity;

import io.fleetexecutor.model.Caller;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Finds out whose a bearer token is, from the first who could have issued it. */
public record TokenAuthenticator(List<TokenVerifier> verifiers) {
  // Far above what any issuer gives, and below what a header may have.
  private static final int MAX_LENGTH = 16 << 10;

  public TokenAuthenticator {
    verifiers = List.copyOf(verifiers);
  }

  /** As {@link TokenVerifier#verify}. */
  public Uni<Caller> authenticate(String token) {
    if (token.isEmpty() || token.length() > MAX_LENGTH) {
      return refused("it has %d characters".formatted(token.length()));
    }
    return verifiers.stream()
        .filter(verifier -> verifier.isMeant(token))
        .findFirst()
        .map(verifier -> verifier.verify(token))
        .orElseGet(() -> refused("no issuer that is trusted can have issued it"));
  }

  private static Uni<Caller> refused(String reason) {
    return Uni.createFrom().failure(new UnauthenticatedException(reason));
  }
}
