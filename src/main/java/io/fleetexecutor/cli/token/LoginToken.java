package io.fleetexecutor.cli.token;

import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.time.InstantSource;

/** The token of the saved login for a server, renewed and saved again once it expires. */
public record LoginToken(SavedLogins logins, String server, InstantSource clock)
    implements TokenSource {

  @Override
  public String token() throws TokenException {
    SavedLogin login = logins.read(server);
    if (!login.isGoodAt(clock.instant())) {
      login = logins.change(server, this::renewed);
    }
    return TokenText.of(login.token(), "the saved login for " + server);
  }

  private SavedLogin renewed(SavedLogin login) throws TokenException {
    // Another process may have renewed it in the meantime, which uses up the refresh token.
    if (login.isGoodAt(clock.instant())) {
      return login;
    }
    String refreshToken = login.refreshToken();
    String issuer = login.client().issuer();
    if (refreshToken == null) {
      throw new TokenException("the login at %s has expired; run: fleet login".formatted(issuer));
    }
    try {
      OIDCTokens tokens =
          IssuerConnection.to(login.client())
              .tokens(new RefreshTokenGrant(new RefreshToken(refreshToken)));
      return login.renewed(tokens, clock.instant());
    } catch (RefusedException e) {
      String reason = String.valueOf(e.getMessage()).replace(refreshToken, "…");
      throw new TokenException(
          "the issuer %s does not renew the login (%s); run: fleet login"
              .formatted(issuer, reason));
    } catch (IOException e) {
      throw notRenewed(IssuerConnection.unreachable(login.client(), e));
    } catch (TokenException e) {
      throw notRenewed(e);
    }
  }

  private static TokenException notRenewed(TokenException reason) {
    return new TokenException(
        "the login could not be renewed: %s; try again, or run: fleet login"
            .formatted(reason.getMessage()),
        reason);
  }
}
