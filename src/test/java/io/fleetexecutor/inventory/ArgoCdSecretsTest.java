package io.fleetexecutor.inventory;

import static io.fleetexecutor.inventory.ClusterObjects.argoCd;
import static io.fleetexecutor.inventory.ClusterObjects.base64;
import static io.fleetexecutor.inventory.ClusterObjects.problem;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.Authentication;
import io.fleetexecutor.cluster.ClientCertificate;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.cluster.PemSource;
import io.fleetexecutor.testing.TestCertificate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgoCdSecretsTest {
  private static final String SERVER = "https://c.example";

  @Test
  void everyFieldThatMattersIsTaken() {
    TestCertificate certificate = TestCertificate.selfSigned("ip:127.0.0.1");
    String ca = base64(certificate.certificatePem());
    String key = base64(certificate.keyPem());

    ClusterTarget target =
        read(
            """
            {"bearerToken": "s3cret", "proxyUrl": "http://proxy:3128", "disableCompression": true,
             "tlsClientConfig": {"insecure": false, "serverName": "inner", "caData": "%1$s",
               "certData": "%1$s", "keyData": "%2$s"}}
            """
                .formatted(ca, key));
    ApiEndpoint endpoint = requireNonNull(target.endpoint());

    assertThat(target.cluster().error()).isNull();
    assertThat(target.cluster().name()).isEqualTo("prod");
    assertThat(target.cluster().source()).isEqualTo("argo-cd");
    assertThat(target.cluster().labels())
        .containsEntry("env", "prod")
        .containsEntry("argocd.argoproj.io/secret-type", "cluster");
    assertThat(endpoint.server()).hasHost("c.example");
    assertThat(endpoint.proxy()).hasHost("proxy").hasPort(3128);
    assertThat(endpoint.compression()).isFalse();
    assertThat(endpoint.tls().serverName()).isEqualTo("inner");
    assertThat(endpoint.tls().authority()).isEqualTo(new PemSource.InlinePem(ca));
    assertThat(endpoint.credentials().authentication())
        .isEqualTo(new Authentication.Fixed("Bearer s3cret"));
    assertThat(endpoint.credentials().certificate())
        .isEqualTo(
            new ClientCertificate(new PemSource.InlinePem(ca), new PemSource.InlinePem(key)));
  }

  @Test
  void aPasswordIsSentAsBasicAuthentication() {
    ClusterTarget target =
        read(
            "{\"username\": \"me\", \"password\": \"pw\", \"tlsClientConfig\": {\"insecure\": true}}");

    assertThat(requireNonNull(target.endpoint()).tls().insecure()).isTrue();
    assertThat(target.endpoint().credentials().authentication())
        .isEqualTo(new Authentication.Fixed("Basic " + base64("me:pw")));
  }

  @Test
  void anAllowedCommandRunsWithItsArgumentsAndEnvironment() {
    ClusterTarget target =
        read(
            """
            {"execProviderConfig": {"command": "sh", "args": ["-c", "x"], "env": {"AWS_REGION": "b"},
              "apiVersion": "client.authentication.k8s.io/v1beta1"}}
            """);

    assertThat(requireNonNull(target.endpoint()).credentials().authentication())
        .isInstanceOfSatisfying(
            Authentication.Plugin.class,
            plugin -> {
              assertThat(plugin.command().arguments()).containsExactly("-c", "x");
              assertThat(plugin.command().environment()).containsEntry("AWS_REGION", "b");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [1]                                                        | key config is no JSON object
          {"bearerToken": "s3cret                                    | key config is no JSON object
          {"awsAuthConfig": {"clusterName": "s3cret"}}               | key config: awsAuthConfig is not supported
          {"tlsClientConfig": {"caData": "s3cret"}}                  | key config: tlsClientConfig.caData holds no PEM certificate
          {"tlsClientConfig": {"keyData": "s3cret"}}                 | key config: tlsClientConfig.keyData holds no PEM private key
          {"bearerToken": "s3cret", "username": "me"}                | key config: bearerToken does not go with username
          {"proxyUrl": "ftp://s3cret"}                               | key config: proxyUrl has a scheme
          {"execProviderConfig": {"command": "s3cret", "apiVersion": "client.authentication.k8s.io/v1"}} | key config: execProviderConfig.command is none of the commands
          {"execProviderConfig": {"command": "sh", "apiVersion": "s3cret"}} | key config: execProviderConfig.apiVersion is "…"; use
          """)
  void aBrokenSecretIsToldByKeyAndFieldWithoutItsContent(String config, String problem) {
    ClusterTarget target = read(config);

    assertThat(target.endpoint()).isNull();
    assertThat(problem(target))
        .startsWith("Secret fleet/s: ")
        .contains(problem)
        .doesNotContain("s3cret");
  }

  @Test
  void aSecretThatLacksKeysIsToldByThem() {
    ClusterTarget nameless = read(argoCd("s", Map.of("server", SERVER)));

    assertThat(nameless.cluster().name()).isEqualTo("s");
    assertThat(nameless.cluster().error()).isNull();
    assertThat(problem(read(argoCd("s", Map.of("name", "x"))))).contains("key server is missing");
  }

  private static ClusterTarget read(String config) {
    return read(argoCd("s", Map.of("name", "prod", "server", SERVER, "config", config)));
  }

  private static ClusterTarget read(ObjectNode secret) {
    return new ArgoCdSecrets(Set.of("sh"), Map.of("PATH", "/usr/bin:/bin"))
        .target(ClusterObjects.of(secret))
        .orElseThrow();
  }
}
