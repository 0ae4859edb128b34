package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.DeviceIssuer;
import io.fleetexecutor.testing.VirtualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginCommandTest extends ScriptedServiceTest {
  @TempDir Path state;
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
  private DeviceIssuer issuer;

  @BeforeEach
  void startIssuer() throws IOException {
    issuer = DeviceIssuer.start();
  }

  @AfterEach
  void stopIssuer() {
    issuer.close();
  }

  @Test
  void afterALoginCallsHaveItsTokenUntilTheLogout() {
    issuer.thenRefuses("authorization_pending", "wait").thenGives(DeviceIssuer.tokens("access"));

    CommandLineRun login = login();

    assertThat(login.exitCode()).isZero();
    assertThat(login.out()).isEmpty();
    assertThat(login.err())
        .isEqualTo(
            """
            Open %1$s/activate and enter the code WDJB-MJHT
            or open %1$s/activate?code=WDJB-MJHT
            Logged in for %2$s
            """
                .formatted(issuer.url(), service.address()));
    run("status");
    assertThat(run("logout").err()).isEqualTo("Logged out of " + service.address() + "\n");
    run("status");
    assertThat(run("logout").err()).isEqualTo("There was no login for " + service.address() + "\n");
    assertThat(service.authorizations.headers).containsExactly("Bearer access", "");
  }

  @Test
  void aLoginIsForOneServer() throws Exception {
    issuer.thenGives(DeviceIssuer.tokens("access"));
    login();

    try (ScriptedService other = new ScriptedService()) {
      CommandLineRun.of(surroundings(), CommandLineRun.withServer(other, "status"));

      assertThat(other.authorizations.headers).containsExactly("");
    }
  }

  @Test
  void theTokenIsRenewedOnceItExpires() {
    issuer.thenGives(DeviceIssuer.tokens("first")).thenGives(DeviceIssuer.tokens("second"));
    login();

    time.advance(Duration.ofMinutes(5));
    run("status");

    assertThat(service.authorizations.headers).containsExactly("Bearer second");
  }

  @Test
  void aLoginThatIsNotRenewedIsToldInOneLine() {
    issuer.thenGives(DeviceIssuer.tokens("first")).thenRefuses("invalid_grant", "revoked");
    login();
    time.advance(Duration.ofMinutes(5));

    CommandLineRun run = run("status");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err())
        .isEqualTo(
            "error: the issuer %s does not renew the login (invalid_grant: revoked); run: fleet login\n"
                .formatted(issuer.url()));
    assertThat(service.authorizations.headers).isEmpty();
  }

  @Test
  void theIdTokenIsSentWhereItIsAskedFor() {
    String idToken = DeviceIssuer.idToken(time.instant().plusSeconds(300));
    issuer.thenGives(DeviceIssuer.tokens("access").put("id_token", idToken));

    login("--use-id-token");
    run("status");

    assertThat(service.authorizations.headers).containsExactly("Bearer " + idToken);
  }

  @Test
  void anotherTokenCountsMoreThanTheLogin() {
    issuer.thenGives(DeviceIssuer.tokens("access"));
    login();
    Surroundings given =
        new Surroundings(Map.of("FLEET_TOKEN", "given"), state, time, time::advance);

    CommandLineRun.of(given, CommandLineRun.withServer(service, "status"));

    assertThat(service.authorizations.headers).containsExactly("Bearer given");
  }

  @Test
  void scopesMayBeGivenInAnyWay() {
    issuer.thenGives(DeviceIssuer.tokens("access")).thenGives(DeviceIssuer.tokens("access"));

    login();
    login("--scope", "openid email", "--scope", "groups,fleet");

    assertThat(issuer.deviceRequests)
        .extracting(request -> request.field("scope"))
        .containsExactly("openid offline_access", "openid email groups fleet");
  }

  @Test
  void aLoginThatIsDeniedLeavesNothing() {
    issuer.thenRefuses("access_denied", "no");

    CommandLineRun run = login();

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).endsWith("error: the login was denied in the browser\n");
    assertThat(state).isEmptyDirectory();
  }

  @Test
  void nobodyLogsInForAServiceInPlainTextOnAnotherMachine() {
    CommandLineRun run =
        CommandLineRun.of(
            surroundings(),
            "login",
            "--issuer",
            issuer.url(),
            "--client-id",
            "fleet",
            "--server",
            "fleet.example:8080");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("no token is sent to fleet.example:8080 in plain text");
    assertThat(issuer.deviceRequests).isEmpty();
  }

  private CommandLineRun login(String... options) {
    return run(
        Stream.concat(
                Stream.of("login", "--issuer", issuer.url(), "--client-id", "fleet"),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private CommandLineRun run(String... args) {
    return CommandLineRun.of(surroundings(), CommandLineRun.withServer(service, args));
  }

  private Surroundings surroundings() {
    return new Surroundings(Map.of(), state, time, time::advance);
  }
}
