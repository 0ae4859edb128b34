package io.fleetexecutor.inventory;

import static io.fleetexecutor.testing.AskedClusters.ADMINISTRATOR;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.inventory.RealServer.Signed;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.operation.RealCluster;
import io.fleetexecutor.testing.AskedClusters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials of a kubeconfig, and whom a real API server takes the caller for. */
@RealCluster
class RealAuthenticationTest extends RealKubeconfigTest {

  @Test
  void aClientCertificateInFilesSaysWhoTheCallerIs() throws IOException {
    server.sign(folder, "/CN=alice", 1);

    assertThat(clusters("client-certificate: client.crt\nclient-key: client.key").who("c"))
        .isEqualTo("alice");
  }

  @Test
  void anInlineClientCertificateSaysWhoTheCallerIs() throws IOException {
    Signed alice = server.sign(folder, "/CN=alice", 1);

    assertThat(
            clusters(
                    "client-certificate-data: %s\nclient-key-data: %s"
                        .formatted(base64(alice.certificate()), base64(alice.key())))
                .who("c"))
        .isEqualTo("alice");
  }

  @Test
  void theOrganisationsOfAClientCertificateAreTheCallersGroups() throws IOException {
    server.sign(folder, "/CN=root/O=system:masters", 1);

    assertThat(clusters("client-certificate: client.crt\nclient-key: client.key").who("c"))
        .isEqualTo(ADMINISTRATOR);
  }

  @Test
  void aClientCertificateThatIsReplacedUnderItsPathIsUsedFromThenOn() throws IOException {
    server.sign(folder, "/CN=alice", 1);
    AskedClusters clusters = clusters("client-certificate: client.crt\nclient-key: client.key");
    var read = requireNonNull(AskedClusters.target(clusters.reload(), "c").endpoint());
    assertThat(clusters.who("c")).isEqualTo("alice");
    assertThat(read.isCurrent()).isTrue();

    server.sign(folder, "/CN=bob-the-next", 1);

    assertThat(read.isCurrent()).isFalse();
    assertThat(AskedClusters.target(clusters.reload(), "c").endpoint()).isNotEqualTo(read);
    assertThat(clusters.who("c")).isEqualTo("bob-the-next");
  }

  @Test
  void anExpiredClientCertificateIsToldAsSuch() throws IOException {
    server.sign(folder, "/CN=alice", -1);

    ClusterFailure failure =
        clusters("client-certificate: client.crt\nclient-key: client.key").failure("c");

    assertThat(failure.state()).isEqualTo(ClusterState.DENIED);
    assertThat(failure.error().code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    assertThat(failure.error().reason()).isEqualTo("CLIENT_CERTIFICATE_EXPIRED");
    assertThat(failure.error().message())
        .contains(folder.resolve("client.crt").toString(), "expired at", "Unauthorized");
  }

  @Test
  void aTokenSaysWhoTheCallerIs() throws IOException {
    assertThat(clusters("token: " + server.viewerToken()).who("c")).isEqualTo("viewer");
  }

  @Test
  void aTokenFileIsReadAgainAfterAMinute() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), server.viewerToken());
    AskedClusters clusters = clusters("tokenFile: token");
    assertThat(clusters.who("c")).isEqualTo("viewer");
    Files.writeString(file, server.adminToken() + "\n");

    time.advance(Duration.ofSeconds(59));
    assertThat(clusters.who("c")).isEqualTo("viewer");
    time.advance(Duration.ofSeconds(1));
    assertThat(clusters.who("c")).isEqualTo(ADMINISTRATOR);
  }

  @Test
  void aTokenFileIsReadAgainAtOnceWhenItsTokenIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "outdated");
    AskedClusters clusters = clusters("tokenFile: token");
    assertThat(clusters.failure("c").error().code()).isEqualTo(ErrorCode.UNAUTHENTICATED);

    Files.writeString(file, server.viewerToken());

    assertThat(clusters.who("c")).isEqualTo("viewer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1beta1"})
  void aPluginsTokenIsKeptUntilItExpires(String version) throws IOException {
    TestPlugin plugin = TestPlugin.in(folder, version);
    Instant expiry = time.instant().plusSeconds(60);
    plugin.prints("1", Map.of("token", server.viewerToken()), expiry);
    plugin.prints("last", Map.of("token", server.adminToken()), null);
    AskedClusters clusters = clusters(plugin.user());

    assertThat(clusters.whoAtOnce("c", 10)).containsOnly("viewer");
    time.advance(Duration.ofSeconds(59));
    assertThat(clusters.who("c")).isEqualTo("viewer");
    assertThat(plugin.runs()).isOne();
    time.advance(Duration.ofSeconds(1));
    assertThat(clusters.who("c")).isEqualTo(ADMINISTRATOR);
    time.advance(Duration.ofMinutes(1));
    assertThat(clusters.who("c")).isEqualTo(ADMINISTRATOR);
    assertThat(plugin.runs()).isEqualTo(2);
  }

  @Test
  void aPluginRunsAgainWhenItsTokenIsRefused() throws IOException {
    TestPlugin plugin = TestPlugin.in(folder, "v1");
    plugin.prints("1", Map.of("token", "outdated"), null);
    plugin.prints("last", Map.of("token", server.viewerToken()), null);

    assertThat(clusters(plugin.user()).who("c")).isEqualTo("viewer");
    assertThat(plugin.runs()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1beta1"})
  void aPluginsNextCertificateIsUsedByEveryConnection(String version) throws IOException {
    TestPlugin plugin = TestPlugin.in(folder, version);
    plugin.prints("1", status(server.sign(folder, "/CN=alice", 1)), time.instant().plusSeconds(1));
    plugin.prints("last", status(server.sign(folder, "/CN=bob", 1)), null);
    AskedClusters clusters = clusters(plugin.user());
    assertThat(clusters.whoAtOnce("c", 8)).containsOnly("alice");

    time.advance(Duration.ofSeconds(1));

    assertThat(clusters.whoAtOnce("c", 8)).containsOnly("bob");
    assertThat(plugin.runs()).isEqualTo(2);
  }

  @Test
  void aPluginMayServeSeveralClustersWithOneRun() throws IOException {
    TestPlugin plugin = TestPlugin.in(folder, "v1");
    plugin.prints("last", Map.of("token", server.viewerToken()), null);
    text.context("other", "c", "u", "");
    AskedClusters clusters = clusters(plugin.user());

    assertThat(List.of(clusters.who("c"), clusters.who("other"))).containsOnly("viewer");
    assertThat(plugin.runs()).isOne();
  }

  private static Map<String, String> status(Signed signed) throws IOException {
    return Map.of(
        "clientCertificateData", Files.readString(signed.certificate()),
        "clientKeyData", Files.readString(signed.key()));
  }

  private static String base64(Path file) throws IOException {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
  }
}
