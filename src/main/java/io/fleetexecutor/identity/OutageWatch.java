package io.fleetexecutor.identity;

import io.fleetexecutor.model.Caller;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells in the log that a verifier's issuer is away: once until a token is accepted again, and at
 * most every {@value #PAUSE_SECONDS} s, however many calls there are.
 */
public final class OutageWatch implements TokenVerifier {
  static final int PAUSE_SECONDS = 10;

  private static final Logger LOG = Logger.getLogger(OutageWatch.class);

  private final TokenVerifier verifier;
  private final InstantSource clock;
  private volatile boolean isAway;
  private @Nullable Instant told;

  public OutageWatch(TokenVerifier verifier, InstantSource clock) {
    this.verifier = verifier;
    this.clock = clock;
  }

  @Override
  public boolean isMeant(String token) {
    return verifier.isMeant(token);
  }

  @Override
  public Uni<Caller> verify(String token) {
    return verifier
        .verify(token)
        .onItem()
        .invoke(() -> isAway = false)
        .onFailure(IssuerUnavailableException.class)
        .invoke(this::tell);
  }

  private void tell(Throwable failure) {
    LOG.debug("a bearer token could not be checked", failure);
    // What strangers' tokens can bring about is no outage.
    if (!(failure instanceof IssuerBusyException) && isNews()) {
      Throwable cause = failure.getCause();
      String why = failure.getMessage() + (cause == null ? "" : ": " + cause);
      // It may quote what was answered.
      LOG.warnf("bearer tokens cannot be checked: %s", why.replaceAll("\\p{Cntrl}", "?"));
    }
  }

  private synchronized boolean isNews() {
    Instant now = clock.instant();
    if (isAway || (told != null && isRecent(Duration.between(told, now)))) {
      return false;
    }
    isAway = true;
    told = now;
    return true;
  }

  /** A clock that was set back must not make it silent for longer. */
  private static boolean isRecent(Duration since) {
    return !since.isNegative() && since.toSeconds() < PAUSE_SECONDS;
  }
}
