package io.fleetexecutor.cli.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetexecutor.testing.DeviceIssuer;
import io.fleetexecutor.testing.VirtualTime;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceLoginTest {
  @TempDir Path directory;
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
  private final List<Duration> slept = new ArrayList<>();
  private final List<DevicePrompt> prompts = new ArrayList<>();
  private DeviceIssuer issuer;

  @BeforeEach
  void start() throws IOException {
    issuer = DeviceIssuer.start();
  }

  @AfterEach
  void stop() {
    issuer.close();
  }

  @Test
  void aPersonIsToldWhatToDoAndWaitedFor() throws Exception {
    pending().thenGives(DeviceIssuer.tokens("access"));

    SavedLogin login = login(false);

    assertThat(prompts)
        .containsExactly(
            new DevicePrompt(
                URI.create(issuer.url() + "/activate"),
                "WDJB-MJHT",
                URI.create(issuer.url() + "/activate?code=WDJB-MJHT")));
    assertThat(slept).isEqualTo(seconds(5, 5));
    assertThat(login)
        .isEqualTo(
            new SavedLogin(
                client(null),
                false,
                "access",
                time.instant().plusSeconds(300),
                "refresh-of-access"));
  }

  @Test
  void theIssuerIsAskedForWhatTheClientWants() throws Exception {
    issuer.thenGives(DeviceIssuer.tokens("access"));

    login(false);

    assertThat(issuer.deviceRequests).hasSize(1);
    assertThat(issuer.deviceRequests.getFirst().field("client_id")).isEqualTo("fleet");
    assertThat(issuer.deviceRequests.getFirst().field("scope")).isEqualTo("openid email");
    DeviceIssuer.Request poll = issuer.tokenRequests.getFirst();
    assertThat(poll.field("client_id")).isEqualTo("fleet");
    assertThat(poll.field("device_code")).isEqualTo("device-1");
    assertThat(poll.field("grant_type")).isEqualTo("urn:ietf:params:oauth:grant-type:device_code");
  }

  @Test
  void theIssuersIntervalCountsAndGrowsWhereItAsksForThat() throws Exception {
    issuer.device.put("interval", 2);
    issuer.thenRefuses("slow_down", "not so fast");
    pending().thenGives(DeviceIssuer.tokens("access"));

    login(false);

    assertThat(slept).isEqualTo(seconds(2, 7, 7));
  }

  @Test
  void anIntervalOfNothingIsASecond() throws Exception {
    issuer.device.put("interval", 0);
    issuer.thenGives(DeviceIssuer.tokens("access"));

    login(false);

    assertThat(slept).isEqualTo(seconds(1));
  }

  @Test
  void anIssuerThatIsOutOfOrderIsAskedHalfAsOften() throws Exception {
    issuer.thenIsBroken();
    pending().thenGives(DeviceIssuer.tokens("access"));

    assertThat(login(false).token()).isEqualTo("access");
    assertThat(slept).isEqualTo(seconds(5, 10, 10));
  }

  @Test
  void aLoginThatIsDeniedFails() {
    pending().thenRefuses("access_denied", "no");

    assertFailure("the login was denied in the browser");
  }

  @Test
  void aCodeThatTheIssuerCallsExpiredFails() {
    pending().thenRefuses("expired_token", "too late");

    assertFailure("nobody logged in before the code expired; run: fleet login");
  }

  @Test
  void nobodyIsWaitedForLongerThanTheCodeIsGood() {
    issuer.device.put("expires_in", 12);
    pending();
    pending();
    issuer.thenGives(DeviceIssuer.tokens("too-late"));

    assertFailure("nobody logged in before the code expired; run: fleet login");
    assertThat(issuer.tokenRequests).hasSize(2);
  }

  @Test
  void anotherRefusalIsToldAsTheIssuerSaysIt() {
    issuer.thenRefuses("invalid_grant", "unknown device");

    assertFailure("the issuer %s refused the login: invalid_grant: unknown device");
  }

  @Test
  void aClientThatTheIssuerDoesNotKnowIsTold() {
    issuer.device.put("error", "invalid_client");

    assertFailure("the issuer %s refused the login: invalid_client");
  }

  @Test
  void theIdTokenCountsWhereItIsAskedFor() throws Exception {
    String idToken = DeviceIssuer.idToken(time.instant().plusSeconds(90));
    issuer.thenGives(DeviceIssuer.tokens("access").put("id_token", idToken));

    SavedLogin login = login(true);

    assertThat(login.token()).isEqualTo(idToken);
    assertThat(login.expiry()).isEqualTo("2026-01-01T00:01:30Z");
  }

  @Test
  void anIdTokenThatDoesNotComeIsAFailure() {
    issuer.thenGives(DeviceIssuer.tokens("access"));

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> login(true))
        .withMessage("the issuer gave no id_token; --use-id-token takes the scope openid");
  }

  @Test
  void aClientsSecretGoesIntoAHeader() throws Exception {
    issuer.thenGives(DeviceIssuer.tokens("access"));

    run(client(secret()), false);

    assertThat(issuer.deviceRequests.getFirst().authorization()).startsWith("Basic ");
    assertThat(issuer.tokenRequests.getFirst().authorization()).startsWith("Basic ");
    assertThat(issuer.tokenRequests.getFirst().field("client_secret")).isEmpty();
  }

  @Test
  void aClientsSecretGoesIntoTheFormWhereTheIssuerTakesNoHeader() throws Exception {
    issuer.discovery.put(
        "token_endpoint_auth_methods_supported", new JsonArray().add("client_secret_post"));
    issuer.thenGives(DeviceIssuer.tokens("access"));

    run(client(secret()), false);

    assertThat(issuer.tokenRequests.getFirst().authorization()).isEmpty();
    assertThat(issuer.tokenRequests.getFirst().field("client_secret")).isEqualTo("s3cret");
  }

  @Test
  void anIssuerInWhichNoDeviceLogsInIsTold() {
    issuer.discovery.remove("device_authorization_endpoint");

    assertFailure("the discovery document of the issuer %s has no device_authorization_endpoint");
  }

  @Test
  void anIssuerThatCallsItselfOtherwiseIsNotTrusted() {
    issuer.discovery.put("issuer", "https://other.example");

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> login(false))
        .withMessageStartingWith(
            "the discovery document of the issuer " + issuer.url() + " cannot be used")
        .withMessageContaining("https://other.example");
  }

  @Test
  void nothingSecretIsSentInPlainText() {
    issuer.discovery.put("token_endpoint", "http://issuer.example/token");

    assertFailure(
        "token_endpoint of the issuer %s cannot be used: 'http://issuer.example/token' is not"
            + " https://, without which others could take the tokens");
  }

  @Test
  void anIssuerThatIsNotThereIsTold() {
    issuer.close();

    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> login(false))
        .withMessageStartingWith("the issuer " + issuer.url() + " cannot be reached: ");
  }

  private DeviceIssuer pending() {
    return issuer.thenRefuses("authorization_pending", "wait");
  }

  private void assertFailure(String message) {
    assertThatExceptionOfType(TokenException.class)
        .isThrownBy(() -> login(false))
        .withMessage(message.formatted(issuer.url()));
  }

  private SavedLogin login(boolean useIdToken) throws Exception {
    return run(client(null), useIdToken);
  }

  private SavedLogin run(OidcClient client, boolean useIdToken) throws Exception {
    return new DeviceLogin(client, List.of("openid", "email"), useIdToken, time, this::sleep)
        .run(prompts::add);
  }

  private void sleep(Duration duration) {
    slept.add(duration);
    time.advance(duration);
  }

  private OidcClient client(@Nullable Path secretFile) {
    return new OidcClient(issuer.url(), "fleet", secretFile);
  }

  private Path secret() throws IOException {
    return Files.writeString(directory.resolve("secret"), "s3cret\n");
  }

  private static List<Duration> seconds(int... seconds) {
    return Arrays.stream(seconds).mapToObj(Duration::ofSeconds).toList();
  }
}
