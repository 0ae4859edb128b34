package io.fleetexecutor.cli.token;

import com.nimbusds.jwt.JWT;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a login at an issuer left: the token to call with, and what renews it.
 *
 * @param usesIdToken whether the token is the ID token, not the access token
 * @param expiry null: the issuer told none
 * @param refreshToken null: it cannot be renewed
 */
public record SavedLogin(
    OidcClient client,
    boolean usesIdToken,
    String token,
    @Nullable Instant expiry,
    @Nullable String refreshToken) {

  /** So long before its end a token counts as expired, as clocks differ and calls take time. */
  private static final Duration LEEWAY = Duration.ofSeconds(30);

  public SavedLogin {
    Objects.requireNonNull(client.issuer());
    Objects.requireNonNull(client.id());
    Objects.requireNonNull(token);
  }

  static SavedLogin of(OidcClient client, boolean usesIdToken, OIDCTokens tokens, Instant now)
      throws TokenException {
    ExpiringToken token = usesIdToken ? idToken(tokens) : accessToken(tokens, now);
    String refresh = tokens.getRefreshToken() == null ? null : tokens.getRefreshToken().getValue();
    return new SavedLogin(client, usesIdToken, token.value(), token.expiry(), refresh);
  }

  /** With newer tokens; a refresh token that the issuer does not replace stays good. */
  SavedLogin renewed(OIDCTokens tokens, Instant now) throws TokenException {
    SavedLogin renewed = of(client, usesIdToken, tokens, now);
    return renewed.refreshToken == null
        ? new SavedLogin(client, usesIdToken, renewed.token, renewed.expiry, refreshToken)
        : renewed;
  }

  boolean isGoodAt(Instant now) {
    return expiry == null || now.isBefore(expiry.minus(LEEWAY));
  }

  private static ExpiringToken accessToken(OIDCTokens tokens, Instant now) throws TokenException {
    if (tokens.getBearerAccessToken() == null) {
      throw new TokenException("the issuer gave no bearer token");
    }
    long seconds = tokens.getBearerAccessToken().getLifetime();
    return new ExpiringToken(
        TokenText.of(tokens.getBearerAccessToken().getValue(), "the issuer's access_token"),
        seconds > 0 ? now.plusSeconds(seconds) : null);
  }

  private static ExpiringToken idToken(OIDCTokens tokens) throws TokenException {
    JWT token = tokens.getIDToken();
    if (token == null) {
      throw new TokenException(
          "the issuer gave no id_token; --use-id-token takes the scope openid");
    }
    try {
      Date expiry = token.getJWTClaimsSet().getExpirationTime();
      return new ExpiringToken(
          tokens.getIDTokenString(), expiry == null ? null : expiry.toInstant());
    } catch (ParseException e) {
      // Without its cause, which may repeat it.
      throw new TokenException("the issuer's id_token has no claims that can be read");
    }
  }

  @Override
  public String toString() {
    return "SavedLogin[" + client.issuer() + "]";
  }
}
