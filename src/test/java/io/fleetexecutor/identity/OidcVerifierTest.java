package io.fleetexecutor.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.fleetexecutor.cluster.CertificateAuthority;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.testing.TestIssuer;
import io.fleetexecutor.testing.VirtualTime;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of an issuer that speaks TLS, on a clock that the test moves. */
class OidcVerifierTest {
  private static final Duration SKEW = Duration.ofSeconds(30);

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-05-01T12:00:00Z"));
  private final Vertx vertx = Vertx.vertx();
  private final TestIssuer issuer = TestIssuer.start(vertx, time);
  @TempDir Path directory;
  private OidcVerifier verifier;

  @BeforeEach
  void open() throws Exception {
    verifier = verifier("sub", "", "");
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private OidcVerifier verifier(String claim, String namePrefix, String groupPrefix)
      throws Exception {
    Path authority =
        Files.writeString(directory.resolve("ca.pem"), issuer.certificate().certificatePem());
    var settings =
        new OidcSettings(
            issuer.url(),
            Set.of(TestIssuer.CLIENT, "other"),
            claim,
            namePrefix,
            "groups",
            groupPrefix,
            SKEW);
    return new OidcVerifier(
        settings,
        CertificateAuthority.socketsTrusting(authority),
        time,
        time.scheduler,
        Executors.newVirtualThreadPerTaskExecutor());
  }

  private Caller verify(String token) {
    return verifier.verify(token).await().atMost(Duration.ofMinutes(1));
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> verify(token)).hasCauseInstanceOf(UnauthenticatedException.class);
  }

  @Test
  void aTokenTellsWhoItsBearerIs() {
    assertThat(
            verify(
                issuer.token(issuer.claims("jane").claim("groups", List.of("sre", "ops")).build())))
        .isEqualTo(new Caller("jane", List.of("sre", "ops"), ""));
    assertThat(verify(issuer.token(issuer.claims("joe").claim("groups", "sre").build())).groups())
        .containsExactly("sre");
  }

  @Test
  void namesAndGroupsHavePrefixes() throws Exception {
    verifier = verifier("sub", "corp:", "corp/");
    assertThat(verify(issuer.token(issuer.claims("jane").claim("groups", List.of("sre")).build())))
        .isEqualTo(new Caller("corp:jane", List.of("corp/sre"), ""));
  }

  @Test
  void anAddressCountsOnlyWhereItIsVerified() throws Exception {
    verifier = verifier("email", "", "");
    JWTClaimsSet.Builder jane = issuer.claims("1").claim("email", "jane@example.com");
    assertThat(verify(issuer.token(jane.claim("email_verified", true).build())).name())
        .isEqualTo("jane@example.com");
    assertRefused(issuer.token(jane.claim("email_verified", false).build()));
  }

  @Test
  void whatKubernetesUsesItselfAnIssuerCannotGive() {
    assertRefused(issuer.token(issuer.claims("system:admin").build()));
    assertThat(
            verify(
                    issuer.token(
                        issuer
                            .claims("jane")
                            .claim("groups", List.of("system:masters", "sre"))
                            .build()))
                .groups())
        .containsExactly("sre");
  }

  @Test
  void anotherAudienceIsRefused() {
    assertRefused(issuer.token(issuer.claims("jane").audience("somebody else").build()));
    assertRefused(issuer.token(issuer.claims("jane").audience((String) null).build()));
  }

  @Test
  void timesCountWithTheSkewOfTheClocks() {
    String token = issuer.token(issuer.claims("jane").build());
    time.advance(Duration.ofMinutes(5).plus(SKEW).minusSeconds(1));
    assertThat(verify(token).name()).isEqualTo("jane");
    time.advance(Duration.ofSeconds(2));
    assertRefused(token);

    Date later = Date.from(time.instant().plusSeconds(60));
    assertRefused(issuer.token(issuer.claims("jane").notBeforeTime(later).build()));
    assertRefused(issuer.token(issuer.claims("jane").expirationTime(null).build()));
  }

  @Test
  void aKeyThatIsNewIsFound() {
    assertThat(verify(issuer.token(issuer.claims("jane").build())).name()).isEqualTo("jane");
    issuer.replaceKey();
    assertThat(verify(issuer.token(issuer.claims("joe").build())).name()).isEqualTo("joe");
  }

  @Test
  void aKeyThatTheIssuerDoesNotTellOfIsRefused() {
    String before = issuer.token(issuer.claims("jane").build());
    issuer.replaceKey();
    assertRefused(before);
  }

  @Test
  void aKeyThatCannotBeAskedForNowMayBeANewOne() {
    String before = issuer.token(issuer.claims("jane").build());
    assertThat(verify(before).name()).isEqualTo("jane");
    issuer.replaceKey();
    assertThat(verify(issuer.token(issuer.claims("joe").build())).name()).isEqualTo("joe");

    // Two requests for the keys were made, and there is no third one for now.
    assertThatThrownBy(() -> verify(before))
        .hasCauseInstanceOf(IssuerUnavailableException.class)
        .hasMessageContaining("were asked for a moment ago");
  }

  @Test
  void aTokenThatNobodyHasSignedOrWithASecretIsRefused() throws JOSEException {
    JWTClaimsSet claims = issuer.claims("jane").build();
    assertRefused(new PlainJWT(claims).serialize());
    var signed =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key").build(), claims);
    signed.sign(new MACSigner("a secret that is longer than thirty-two bytes"));
    assertRefused(signed.serialize());
    String token = issuer.token(claims);
    assertRefused(token.substring(0, token.length() - 6) + "AAAAAA");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a.b.c", "....", "eyJhbGciOiJub25lIn0..", "ü"})
  void whatIsNoTokenIsNotMeant(String token) {
    assertThat(verifier.isMeant(token)).isFalse();
    assertRefused(token);
  }

  @Test
  void onlyTokensOfTheIssuerAreMeant() {
    assertThat(verifier.isMeant(issuer.token(issuer.claims("jane").build()))).isTrue();
    assertThat(verifier.isMeant(issuer.token(issuer.claims("jane").issuer("https://x").build())))
        .isFalse();
  }

  @Test
  void anIssuerThatCannotBeReachedIsNoFaultOfTheCaller() {
    String token = issuer.token(issuer.claims("jane").build());
    vertx.close().toCompletionStage().toCompletableFuture().join();
    assertThatThrownBy(() -> verify(token)).hasCauseInstanceOf(IssuerUnavailableException.class);
  }
}
