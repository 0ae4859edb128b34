package io.fleetexecutor.cli.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetexecutor.testing.DeviceIssuer;
import io.fleetexecutor.testing.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTokenTest {
  private static final String SERVER = "https://fleet.example:8443";

  @TempDir Path directory;
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
  private SavedLogins logins;
  private LoginToken token;
  private DeviceIssuer issuer;

  @BeforeEach
  void start() throws IOException {
    issuer = DeviceIssuer.start();
    logins = SavedLogins.in(directory);
    token = new LoginToken(logins, SERVER, time);
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void aTokenIsGoodUntilHalfAMinuteBeforeItExpires() throws Exception {
    save("first", Duration.ofMinutes(1), "refresh-0");
    issuer.thenGives(DeviceIssuer.tokens("second"));

    time.advance(Duration.ofMillis(29_999));
    assertThat(token.token()).isEqualTo("first");
    time.advance(Duration.ofMillis(1));
    assertThat(token.token()).isEqualTo("second");
  }

  @Test
  void whatIsRenewedIsSavedWithItsRefreshToken() throws Exception {
    save("first", Duration.ZERO, "refresh-0");
    issuer.thenGives(DeviceIssuer.tokens("second")).thenGives(DeviceIssuer.tokens("third"));

    assertThat(token.token()).isEqualTo("second");
    assertThat(new LoginToken(SavedLogins.in(directory), SERVER, time).token()).isEqualTo("second");
    time.advance(Duration.ofMinutes(5));
    assertThat(token.token()).isEqualTo("third");
    assertThat(issuer.tokenRequests)
        .extracting(
            request -> request.field("grant_type"), request -> request.field("refresh_token"))
        .containsExactly(
            tuple("refresh_token", "refresh-0"), tuple("refresh_token", "refresh-of-second"));
  }

  @Test
  void aRefreshTokenThatTheIssuerKeepsIsKept() throws Exception {
    save("first", Duration.ZERO, "refresh-0");
    var tokens = DeviceIssuer.tokens("second");
    tokens.remove("refresh_token");
    issuer.thenGives(tokens);

    assertThat(token.token()).isEqualTo("second");
    assertThat(logins.read(SERVER).refreshToken()).isEqualTo("refresh-0");
  }

  @Test
  void anIdTokenIsRenewedByAnIdToken() throws Exception {
    logins.write(SERVER, new SavedLogin(client(), true, "first", time.instant(), "refresh-0"));
    String idToken = DeviceIssuer.idToken(time.instant().plusSeconds(90));
    issuer.thenGives(DeviceIssuer.tokens("access").put("id_token", idToken));

    assertThat(token.token()).isEqualTo(idToken);
  }

  @Test
  void whatAnotherProcessHasRenewedIsNotRenewedAgain() throws Exception {
    save("first", Duration.ZERO, "refresh-0");
    AtomicBoolean renewed = new AtomicBoolean();
    InstantSource renewedMeanwhile =
        () -> {
          if (!renewed.getAndSet(true)) {
            save("second", Duration.ofMinutes(5), "refresh-1");
          }
          return time.instant();
        };

    assertThat(new LoginToken(logins, SERVER, renewedMeanwhile).token()).isEqualTo("second");
    assertThat(issuer.tokenRequests).isEmpty();
  }

  @Test
  void aRenewalThatTheIssuerRefusesIsToldWithoutTheTokenAndLeavesTheLoginAsItWas()
      throws Exception {
    save("first", Duration.ZERO, "refresh-0");
    SavedLogin before = logins.read(SERVER);
    issuer.thenRefuses("invalid_grant", "refresh-0 was revoked");

    assertFailure(
        "the issuer %s does not renew the login (invalid_grant: … was revoked); run: fleet login");
    assertThat(logins.read(SERVER)).isEqualTo(before);
  }

  @Test
  void withoutARefreshTokenALoginEndsWithItsToken() {
    save("first", Duration.ZERO, null);

    assertFailure("the login at %s has expired; run: fleet login");
  }

  @Test
  void anIssuerThatIsOutOfOrderMayBeTriedAgain() throws Exception {
    save("first", Duration.ZERO, "refresh-0");
    issuer.thenIsBroken().thenGives(DeviceIssuer.tokens("second"));

    assertFailure(
        "the login could not be renewed: the issuer %s cannot be reached: HTTP 503; try again, or"
            + " run: fleet login");
    assertThat(token.token()).isEqualTo("second");
  }

  @Test
  void anIssuerThatIsGoneIsTold() {
    save("first", Duration.ZERO, "refresh-0");
    issuer.close();

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(token::token)
        .withMessageStartingWith("the login could not be renewed: ")
        .withMessageEndingWith("run: fleet login");
  }

  private void assertFailure(String message) {
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(token::token)
        .withMessage(message.formatted(issuer.url()));
  }

  private OidcClient client() {
    return new OidcClient(issuer.url(), "fleet", null);
  }

  private void save(String value, Duration good, @Nullable String refreshToken) {
    SavedLogin login =
        new SavedLogin(client(), false, value, time.instant().plus(good), refreshToken);
    try {
      logins.write(SERVER, login);
    } catch (TokenException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
