package io.fleetexecutor.inventory;

import static io.fleetexecutor.inventory.ClusterObjects.clusterApi;
import static io.fleetexecutor.inventory.ClusterObjects.problem;
import static io.fleetexecutor.inventory.ClusterObjects.secret;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cluster.Authentication;
import io.fleetexecutor.cluster.ClusterTarget;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterApiSecretsTest {
  private static final String SERVER = "server: https://c.example:6443";
  private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

  @Test
  void theCurrentContextOfTheKubeconfigIsTheCluster() {
    KubeconfigText text = new KubeconfigText().cluster("a", SERVER).user("u", "token: s3cret");
    text.cluster("b", "server: https://other.example").context("x", "b", "", "");
    text.context("y", "a", "u", "team");

    ClusterTarget target = read(clusterApi("prod-1", text.text() + "current-context: y\n"));

    assertThat(target.cluster().name()).isEqualTo("prod-1");
    assertThat(target.cluster().source()).isEqualTo("cluster-api");
    assertThat(target.cluster().defaultNamespace()).isEqualTo("team");
    assertThat(target.cluster().labels())
        .containsEntry("env", "prod")
        .containsEntry("cluster.x-k8s.io/cluster-name", "prod-1");
    assertThat(requireNonNull(target.endpoint()).server()).hasHost("c.example");
    assertThat(target.endpoint().credentials().authentication())
        .isEqualTo(new Authentication.Fixed("Bearer s3cret"));
  }

  @Test
  void theOnlyContextNeedsNoMention() {
    ClusterTarget target = read(clusterApi("c", kubeconfig(SERVER, "token: t")));

    assertThat(target.cluster().error()).isNull();
    assertThat(target.cluster().defaultNamespace()).isEqualTo("default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c-ca", "c-user-kubeconfig", "other-kubeconfig"})
  void otherSecretsOfAClusterAreNone(String name) {
    ObjectNode secret =
        secret(
            "cluster.x-k8s.io/secret",
            name,
            Map.of("cluster.x-k8s.io/cluster-name", "c"),
            Map.of("value", kubeconfig(SERVER, "token: t")));

    assertThat(reader().target(ClusterObjects.of(secret))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          certificate-authority: /etc/passwd   | token: s3cret                     | cluster "c": certificate-authority names a file of this machine
          insecure-skip-tls-verify: true       | client-certificate: /etc/s3cret   | user "u": client-certificate names a file of this machine
          insecure-skip-tls-verify: true       | client-key: /etc/s3cret           | user "u": client-key names a file of this machine
          insecure-skip-tls-verify: true       | tokenFile: /etc/s3cret            | user "u": tokenFile names a file of this machine
          proxy-url: 'ftp://s3cret'            | token: t                          | cluster "c": proxy-url has a scheme
          proxy-url: 's3cret'                  | token: t                          | cluster "c": proxy-url is "…" no URL
          tls-server-name: c                   | auth-provider: {name: s3cret}     | user "u": auth-provider "…" is no longer supported
          tls-server-name: c                   | token: "s3cret\\n"                | user "u": token holds characters
          tls-server-name: [s3cret]            | token: t                          | is no kubeconfig: the field clusters[0].cluster.tls-server-name has the wrong type
          tls-server-name: {s3cret             | token: t                          | is no valid YAML
          tls-server-name: c                   | exec: {command: s3cret, apiVersion: client.authentication.k8s.io/v1} | user "u": exec.command is none of the commands
          tls-server-name: c                   | exec: {command: sh, apiVersion: client.authentication.k8s.io/v1, env: [{name: BASH_ENV, value: s3cret}]} | exec.env sets a variable that objects of a management cluster may not set
          tls-server-name: c                   | exec: {command: sh, apiVersion: s3cret, installHint: s3cret} | user "u": exec.apiVersion is "…"; use
          tls-server-name: c                   | exec: {command: absent, apiVersion: client.authentication.k8s.io/v1, installHint: s3cret} | exec.command is "absent", which is not installed
          """)
  void aBrokenKubeconfigIsToldBySecretKeyAndFieldWithoutItsContent(
      String cluster, String user, String problem) {
    ClusterTarget target = read(clusterApi("c", kubeconfig(SERVER + "\n" + cluster, user)));

    assertThat(target.endpoint()).isNull();
    assertThat(requireNonNull(target.cluster().error()).reason())
        .isEqualTo("INVALID_CLUSTER_SECRET");
    assertThat(problem(target))
        .startsWith("Secret fleet/c-kubeconfig: key value")
        .contains(problem)
        .doesNotContain("s3cret");
    assertThat(target.cluster().labels()).containsEntry("env", "prod");
  }

  @Test
  void aSecretWithoutAUsableKubeconfigIsAClusterWithAnError() {
    KubeconfigText two = new KubeconfigText().cluster("c", SERVER);
    two.context("x", "c", "", "").context("y", "c", "", "");
    ObjectNode noBase64 = clusterApi("c", "");
    noBase64.withObject("data").put("value", "*s3cret*");

    assertThat(problem(read(clusterApi("c", "")))).contains("key value is missing");
    assertThat(problem(read(noBase64)))
        .contains("key value is not base64")
        .doesNotContain("s3cret");
    assertThat(problem(read(clusterApi("c", two.text()))))
        .contains("current-context is missing, and there are 2 contexts");
    assertThat(problem(read(clusterApi("c", two.text() + "current-context: z"))))
        .contains("current-context names no context");
  }

  @Test
  void aliasesAreNotExpanded() {
    String bomb = "x: &a [1, 1]\ny: [*a, *a]\n";

    assertThat(problem(read(clusterApi("c", bomb)))).contains("is no valid YAML");
  }

  @Test
  void anAllowedCommandRuns() {
    String exec = "exec: {command: sh, args: [-c], apiVersion: client.authentication.k8s.io/v1}";

    ClusterTarget target = read(clusterApi("c", kubeconfig(SERVER, exec)));

    assertThat(requireNonNull(target.endpoint()).credentials().authentication())
        .isInstanceOfSatisfying(
            Authentication.Plugin.class,
            plugin -> assertThat(plugin.command().executable()).isEqualTo("sh"));
  }

  private static String kubeconfig(String cluster, String user) {
    return new KubeconfigText()
        .cluster("c", cluster)
        .user("u", user)
        .context("x", "c", "u", "")
        .text();
  }

  private static ClusterApiSecrets reader() {
    return new ClusterApiSecrets(Set.of("sh", "absent"), PATH);
  }

  private static ClusterTarget read(ObjectNode secret) {
    return reader().target(ClusterObjects.of(secret)).orElseThrow();
  }
}
