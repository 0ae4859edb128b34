package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.Confidential;
import io.fleetexecutor.testing.TestIssuer;
import io.fleetexecutor.v1.ClusterResult.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service's log tells of a kubeconfig's OIDC login. */
class OidcLogIT {
  @TempDir Path directory;

  @Test
  void theClientsSecretIsNotInTheLogHoweverMuchIsLogged() throws Exception {
    TestIssuer issuer = TestIssuer.start(FakeCluster.VERTX, InstantSource.system());
    Path log = Transcript.file("debug", ".log");
    try (var cluster = FakeCluster.withOnePod();
        var service =
            ServiceProcess.start(
                Map.of(
                    "KUBECONFIG",
                    kubeconfig(cluster, issuer).toString(),
                    "QUARKUS_LOG_FILE_PATH",
                    log.toString()))) {
      var stream = ExecutionStream.start(service.channel(), Requests.list("pods").build());
      stream.awaitFinished();
      assertThat(stream.result("login").getState()).isEqualTo(State.STATE_SUCCEEDED);
    }

    assertThat(issuer.refreshes()).isPositive();
    List<String> lines = Files.readAllLines(log);
    assertThat(lines).anyMatch(line -> line.contains(" DEBUG "));
    List<String> forms = Confidential.forms(TestIssuer.SECRET_BEGINNING);
    assertThat(lines.stream().filter(line -> forms.stream().anyMatch(line::contains))).isEmpty();
  }

  private Path kubeconfig(FakeCluster cluster, TestIssuer issuer) throws IOException {
    byte[] authority = issuer.certificate().certificatePem().getBytes(StandardCharsets.UTF_8);
    return Files.writeString(
        directory.resolve("kubeconfig"),
        """
        clusters:
        - {name: fake, cluster: {server: '%s'}}
        contexts:
        - {name: login, context: {cluster: fake, user: alice}}
        users:
        - name: alice
          user:
            auth-provider:
              name: oidc
              config:
                idp-issuer-url: '%s'
                idp-certificate-authority-data: %s
                client-id: %s
                client-secret: %s
                refresh-token: refresh-0
        """
            .formatted(
                cluster.url(),
                issuer.url(),
                Base64.getEncoder().encodeToString(authority),
                TestIssuer.CLIENT,
                TestIssuer.SECRET));
  }
}
