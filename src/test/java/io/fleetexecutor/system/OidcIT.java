package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.testing.AskedClusters;
import io.fleetexecutor.testing.TestIssuer;
import io.fleetexecutor.testing.VirtualTime;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kubeconfig's OIDC login at an issuer that a real API server trusts. */
@RealClusters
class OidcIT {

  private static final int SET = 4;
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final VirtualTime time = new VirtualTime(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final TestIssuer issuer = TestIssuer.start(vertx, time);

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aLoginLastsBeyondItsIdTokens() throws IOException {
    Path authority =
        Files.writeString(folder.resolve("issuer.crt"), issuer.certificate().certificatePem());
    try (KubeClusters real =
            KubeClusters.startWith(
                SET,
                "--oidc-issuer-url=" + issuer.url(),
                "--oidc-client-id=" + TestIssuer.CLIENT,
                "--oidc-ca-file=" + authority,
                "--oidc-username-prefix=-");
        AskedClusters clusters =
            new AskedClusters(vertx, time, Duration.ofSeconds(30), real.kubeconfig(), logins())) {
      awaitIssuerIsKnown(clusters);

      assertThat(clusters.who("login")).isEqualTo("alice");
      time.advance(HOUR);
      assertThat(clusters.whoAtOnce("login", 10)).containsOnly("user-1");
      time.advance(HOUR);
      assertThat(clusters.who("login")).isEqualTo("user-2");
      assertThat(clusters.failure("ended").error().message())
          .contains(issuer.url(), "the id-token has expired, and there is no refresh-token");
    }
  }

  /** An API server asks the issuer for its keys some time after it has started. */
  private void awaitIssuerIsKnown(AskedClusters clusters) {
    await()
        .atMost(Duration.ofMinutes(1))
        .ignoreException(ClusterFailure.class)
        .until(() -> clusters.who("ended"), "bob"::equals);
  }

  private Path logins() throws IOException {
    return Files.writeString(
        folder.resolve("logins"),
        """
        users:
        - name: alice
          user: {auth-provider: {name: oidc, config: {%1$s, id-token: %2$s, refresh-token: refresh-0}}}
        - name: bob
          user: {auth-provider: {name: oidc, config: {%1$s, id-token: %3$s}}}
        contexts:
        - {name: login, context: {cluster: cluster-1, user: alice}}
        - {name: ended, context: {cluster: cluster-1, user: bob}}
        """
            .formatted(
                "idp-issuer-url: '%s', client-id: %s, client-secret: %s, extra-scopes: groups, "
                        .formatted(issuer.url(), TestIssuer.CLIENT, TestIssuer.SECRET)
                    + "idp-certificate-authority: issuer.crt",
                issuer.idToken("alice", HOUR),
                issuer.idToken("bob", HOUR)));
  }
}
