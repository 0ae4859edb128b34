package io.fleetexecutor.cluster;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.fleetexecutor.cluster.CachedCredential.Expiring;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * The id-token of a login, then those that its refresh token brings; blocks. A refresh token that
 * the issuer replaces is replaced here, in memory. No error repeats a token or a secret.
 */
final class OidcTokens implements CachedCredential.Source {

  /** An id-token counts as expired so long before its end, as in kubectl. */
  private static final Duration LEEWAY = Duration.ofSeconds(10);

  private final OidcLogin login;
  private final InstantSource clock;
  private final Duration timeout;
  private String refreshToken;
  private boolean asked;

  /**
   * @param timeout of each request to the issuer
   */
  OidcTokens(OidcLogin login, InstantSource clock, Duration timeout) {
    this.login = login;
    this.clock = clock;
    this.timeout = timeout;
    this.refreshToken = login.refreshToken();
  }

  @Override
  public synchronized Expiring obtain() {
    Expiring kept = kept();
    boolean mayHaveBeenRefused = asked;
    asked = true;
    if (kept != null && (!mayHaveBeenRefused || refreshToken.isEmpty())) {
      return kept;
    }
    if (refreshToken.isEmpty()) {
      throw failure("the id-token has expired, and there is no refresh-token; log in again");
    }
    return refreshed();
  }

  private @Nullable Expiring kept() {
    if (login.idToken().isEmpty()) {
      return null;
    }
    Expiring kept = expiring(login.idToken());
    Instant expiry = kept.expiry();
    return expiry != null && clock.instant().isBefore(expiry) ? kept : null;
  }

  private Expiring refreshed() {
    OIDCTokens tokens;
    try {
      tokens = new OidcIssuer(login, timeout).refresh(refreshToken);
    } catch (OidcIssuer.RefusedException e) {
      throw failure("the issuer refused the refresh-token: " + harmless(e.problem()));
    } catch (ParseException e) {
      throw failure("the issuer's answer is not what OpenID Connect describes");
    } catch (IOException e) {
      throw failure("the issuer cannot be reached: " + harmless(ConnectionFailures.text(e)));
    }
    if (tokens.getRefreshToken() != null) {
      refreshToken = tokens.getRefreshToken().getValue();
    }
    if (tokens.getIDTokenString() == null) {
      throw failure("the issuer's answer has no id_token");
    }
    return expiring(tokens.getIDTokenString());
  }

  private Expiring expiring(String idToken) {
    try {
      JWT jwt = JWTParser.parse(idToken);
      Date end = jwt.getJWTClaimsSet().getExpirationTime();
      if (end != null) {
        return new Expiring(Credential.bearer(idToken), end.toInstant().minus(LEEWAY));
      }
    } catch (java.text.ParseException e) {
      // told below, without the token
    }
    throw failure("the id-token is no JWT with an expiry");
  }

  private String harmless(String text) {
    String told = text;
    for (String secret : new String[] {refreshToken, login.idToken(), login.clientSecret()}) {
      told = secret.isEmpty() ? told : told.replace(secret, "…");
    }
    return told;
  }

  private ClusterFailure failure(String problem) {
    return ClusterFailure.of(
        ClusterState.DENIED,
        ErrorCode.UNAUTHENTICATED,
        "OIDC_REFRESH_FAILED",
        "the OIDC login at " + login.issuer() + " failed: " + problem);
  }
}
