package io.fleetexecutor.cli.token;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationGrantError;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCodeGrant;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/**
 * A login in a browser, which may be on another machine; blocks until it has ended.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628">OAuth 2.0 Device Authorization Grant</a>
 */
public record DeviceLogin(
    OidcClient client,
    List<String> scopes,
    boolean useIdToken,
    InstantSource clock,
    Waiting waiting) {

  private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
  private static final Duration SLOWER = Duration.ofSeconds(5);

  /**
   * @param prompt shows the person what to do
   */
  public SavedLogin run(Consumer<DevicePrompt> prompt) throws TokenException, InterruptedException {
    IssuerConnection issuer = IssuerConnection.to(client);
    try {
      DeviceAuthorizationSuccessResponse device =
          issuer.authorizeDevice(new Scope(scopes.toArray(String[]::new)));
      Instant end = clock.instant().plusSeconds(device.getLifetime());
      prompt.accept(
          new DevicePrompt(
              device.getVerificationURI(),
              device.getUserCode().getValue(),
              device.getVerificationURIComplete()));
      OIDCTokens tokens = poll(issuer, device, end);
      return SavedLogin.of(client, useIdToken, tokens, clock.instant());
    } catch (RefusedException e) {
      throw new TokenException(
          "the issuer %s refused the login: %s".formatted(client.issuer(), e.getMessage()));
    }
  }

  private OIDCTokens poll(
      IssuerConnection issuer, DeviceAuthorizationSuccessResponse device, Instant end)
      throws TokenException, RefusedException, InterruptedException {
    DeviceCodeGrant grant = new DeviceCodeGrant(device.getDeviceCode());
    Duration interval = Duration.ofSeconds(device.getInterval());
    if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
      interval = SHORTEST_INTERVAL;
    }
    while (true) {
      waiting.sleep(interval);
      if (!clock.instant().isBefore(end)) {
        throw expired();
      }
      try {
        return issuer.tokens(grant);
      } catch (IOException e) {
        // As the RFC asks for where the issuer does not answer.
        interval = interval.multipliedBy(2);
      } catch (RefusedException e) {
        if (e.is(DeviceAuthorizationGrantError.SLOW_DOWN)) {
          interval = interval.plus(SLOWER);
        } else if (e.is(DeviceAuthorizationGrantError.EXPIRED_TOKEN)) {
          throw expired();
        } else if (e.is(OAuth2Error.ACCESS_DENIED)) {
          throw new TokenException("the login was denied in the browser");
        } else if (!e.is(DeviceAuthorizationGrantError.AUTHORIZATION_PENDING)) {
          throw e;
        }
      }
    }
  }

  private static TokenException expired() {
    return new TokenException("nobody logged in before the code expired; run: fleet login");
  }
}
