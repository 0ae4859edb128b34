package io.fleetexecutor.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.cluster.CertificateAuthority;
import io.fleetexecutor.testing.TestIssuer;
import io.fleetexecutor.testing.VirtualTime;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the keys of an issuer may be. */
class OidcKeysTest {
  private final VirtualTime time = new VirtualTime(Instant.parse("2026-05-01T12:00:00Z"));
  private final Vertx vertx = Vertx.vertx();
  private final TestIssuer issuer = TestIssuer.start(vertx, time);
  private final TestIssuer plain = TestIssuer.startInPlainText(vertx, time);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  @TempDir Path directory;

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    threads.close();
  }

  private String verify(TestIssuer asked) throws IOException {
    Path authority =
        Files.writeString(directory.resolve("ca.pem"), asked.certificate().certificatePem());
    var settings =
        new OidcSettings(
            asked.url(), Set.of(TestIssuer.CLIENT), "sub", "", "groups", "", Duration.ZERO);
    return new OidcVerifier(
            settings,
            CertificateAuthority.socketsTrusting(authority),
            time,
            time.scheduler,
            threads)
        .verify(asked.token(asked.claims("jane").build()))
        .await()
        .atMost(Duration.ofMinutes(1))
        .name();
  }

  private void assertNotAskedForKeys(TestIssuer asked, String url) {
    asked.tellKeysAt(url);
    assertThatThrownBy(() -> verify(asked))
        .cause()
        .isInstanceOf(IssuerUnavailableException.class)
        .hasMessage("the token's issuer does not answer as it should")
        .cause()
        .hasMessageContaining("keys are at " + url);
  }

  private void redirect(String path, String there) {
    issuer.answer(
        path, request -> request.response().setStatusCode(302).putHeader("Location", there).end());
  }

  @Test
  void keysBehindARedirectAreNotAccepted() {
    redirect("/keys", "/moved");
    issuer.answer("/moved", request -> request.response().end(issuer.keys().encode()));
    assertThatThrownBy(() -> verify(issuer))
        .hasCauseInstanceOf(IssuerUnavailableException.class)
        .hasStackTraceContaining("HTTP 302");
  }

  @Test
  void aDiscoveryBehindARedirectIsNotAccepted() {
    redirect(TestIssuer.DISCOVERY, "/moved");
    issuer.answer("/moved", request -> request.response().end(issuer.discovery().encode()));
    assertThatThrownBy(() -> verify(issuer))
        .hasCauseInstanceOf(IssuerUnavailableException.class)
        .hasStackTraceContaining("HTTP 302");
  }

  @Test
  void anIssuerOnThisMachineNeedsNoTls() throws IOException {
    assertThat(verify(plain)).isEqualTo("jane");
  }

  @Test
  void keysOfAnotherMachineNeedTlsAlsoWhereTheIssuerDoesNot() {
    assertNotAskedForKeys(plain, "http://keys.example/keys");
  }

  @Test
  void keysAreInNoFile() throws IOException {
    Path file = Files.writeString(directory.resolve("keys"), plain.keys().encode());
    assertNotAskedForKeys(plain, file.toUri().toString());
  }

  @Test
  void anIssuerWithTlsHasItsKeysBehindTls() {
    assertNotAskedForKeys(issuer, plain.url() + "/keys");
  }
}
