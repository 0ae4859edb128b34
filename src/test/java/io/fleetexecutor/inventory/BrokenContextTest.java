package io.fleetexecutor.inventory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.testing.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokenContextTest {

  private static final String SERVER = "server: https://c.example";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          insecure-skip-tls-verify: true                  | cluster "c": server is missing
          server: 'https://no host'                       | cluster "c": server is "https://no host" no URL
          server: ftp://c.example                         | cluster "c": server is "ftp://c.example"; only http
          server: https://c.example:99999                 | no URL such as https://host:6443
          certificate-authority: nowhere.crt              | certificate-authority is {dir}/nowhere.crt, which does not exist
          certificate-authority: garbage                  | certificate-authority is {dir}/garbage, which holds no PEM certificate
          certificate-authority-data: '%%%'               | certificate-authority-data holds no PEM certificate
          proxy-url: ftp://proxy                          | proxy-url has a scheme other than http and socks5
          """)
  void aClusterWithABadFieldIsToldByFileFieldAndValue(String field, String problem)
      throws IOException {
    Files.writeString(folder.resolve("garbage"), "no certificate");
    KubeconfigText text = new KubeconfigText();
    text.cluster(
        "c",
        field.startsWith("server") || field.startsWith("insecure") ? field : SERVER + "\n" + field);
    text.context("c", "c", "", "");

    assertProblem(text, problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          client-certificate: nowhere.crt                          | client-certificate is {dir}/nowhere.crt, which does not exist
          client-key-data: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t    | client-certificate is missing, which client-key needs
          tokenFile: nowhere                                       | tokenFile is {dir}/nowhere, which does not exist
          auth-provider: {name: gcp}                               | auth-provider "gcp" is no longer supported
          auth-provider: {name: oidc}                              | auth-provider.config.idp-issuer-url is missing
          auth-provider: {name: oidc, config: {idp-issuer-url: 'http://i', id-token: s3cret}}       | auth-provider.config.idp-issuer-url is "http://i"; give an https URL
          auth-provider: {name: oidc, config: {idp-issuer-url: 'https://i', refresh-token: s3cret}} | auth-provider.config.client-id is missing
          auth-provider: {name: oidc, config: {idp-issuer-url: 'https://i', client-id: c}}          | auth-provider.config.refresh-token is missing, and so is id-token
          auth-provider: {name: oidc, config: {idp-issuer-url: 'https://i', client-id: c, id-token: s3cret, idp-certificate-authority: nowhere.crt}} | auth-provider.config.idp-certificate-authority is {dir}/nowhere.crt, which does not exist
          {as: jane, as-groups: [null]}                            | as-groups is null
          as: "jane\\n"                                            | as holds characters that no HTTP header may have
          exec: {command: sh, apiVersion: client.authentication.k8s.io/v1, env: [{value: x}]} | exec.env has an entry without a name
          exec: {command: sh, apiVersion: client.authentication.k8s.io/v1, args: [null]}      | exec.args has an entry that is null
          exec: {command: sh, apiVersion: client.authentication.k8s.io/v1, env: [null]}       | exec.env has an entry without a name
          {as: jane, as-user-extra: {scopes: null}}                | as-user-extra is null
          auth-provider: {name: oidc, config: {idp-issuer-url: 'https://i', client-id: c, id-token: null}} | auth-provider.config.refresh-token is missing, and so is id-token
          as-groups: [admins]                                      | as is missing, which as-uid, as-groups
          exec: {command: x, apiVersion: client.authentication.k8s.io/v1alpha1} | exec.apiVersion is "client.authentication.k8s.io/v1alpha1"
          exec: {command: no-such-plugin, apiVersion: client.authentication.k8s.io/v1, installHint: Get it} | exec.command is "no-such-plugin", which is not installed. Get it
          exec: {command: ./absent, apiVersion: client.authentication.k8s.io/v1} | exec.command is "./absent", which is not installed
          exec: {command: sh, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Always} | a service has no terminal
          """)
  void aUserWithABadFieldIsToldByFileFieldAndValue(String field, String problem)
      throws IOException {
    KubeconfigText text = new KubeconfigText();
    text.cluster("c", SERVER).user("u", field).context("c", "c", "u", "");

    assertProblem(text, problem);
  }

  @Test
  void aContextMayNotNameAUserThatDoesNotExist() throws IOException {
    KubeconfigText text = new KubeconfigText();
    text.cluster("c", SERVER).context("c", "c", "nobody", "");

    assertProblem(text, "context \"c\": user names \"nobody\", which no kubeconfig file defines");
  }

  @Test
  void aTokenThatNoHeaderMayHoldIsNotRepeated() throws IOException {
    KubeconfigText text = new KubeconfigText();
    text.cluster("c", SERVER).user("u", "token: \"s3cret\\nX-Evil: 1\"").context("c", "c", "u", "");

    assertProblem(text, "token holds characters that no HTTP header may have");
  }

  @Test
  void anAuthorityAndNoVerificationContradict() throws IOException {
    Files.writeString(
        folder.resolve("ca.crt"), TestCertificate.selfSigned("ip:127.0.0.1").certificatePem());
    KubeconfigText text = new KubeconfigText();
    text.cluster("c", SERVER + "\ncertificate-authority: ca.crt\ninsecure-skip-tls-verify: true");
    text.context("c", "c", "", "");

    assertProblem(text, "does not go with insecure-skip-tls-verify");
  }

  private void assertProblem(KubeconfigText text, String problem) throws IOException {
    Path file = text.write(folder, "config");
    ClusterTarget target = KubeconfigInventory.load(List.of(file)).targets().getFirst();
    assertThat(target.endpoint()).isNull();
    assertThat(requireNonNull(target.cluster().error()).message())
        .startsWith(file + ": ")
        .contains(problem.replace("{dir}", folder.toString()))
        .doesNotContain("s3cret");
  }
}
