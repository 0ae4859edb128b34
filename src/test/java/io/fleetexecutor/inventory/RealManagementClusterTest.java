package io.fleetexecutor.inventory;

import static io.fleetexecutor.inventory.ClusterObjects.argoCd;
import static io.fleetexecutor.inventory.ClusterObjects.base64;
import static io.fleetexecutor.inventory.ClusterObjects.clusterApi;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.cluster.ClusterTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Sources of clusters follow the objects of a real API server. */
@EnabledIfEnvironmentVariable(
    named = RealManagementCluster.KUBECONFIG,
    matches = ".+",
    disabledReason = "FLEET_TEST_KUBECONFIG names no kubeconfig of real API servers")
class RealManagementClusterTest {
  private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
  private static final String CRD = "clusterprofiles.multicluster.x-k8s.io";

  @TempDir Path folder;

  private RealManagementCluster real;

  @BeforeEach
  void open() {
    real = new RealManagementCluster();
  }

  @AfterEach
  void close() {
    real.close();
  }

  @Test
  void kubeconfigsOfClusterApiComeChangeAndGo() {
    real.createSecret(clusterApi("early", kubeconfig("https://early.example")));
    real.follow(SecretSource.clusterApi(real.cluster(), real.namespace, Set.of()));
    real.await(inventory -> assertThat(names(inventory)).containsExactly("early"));

    real.createSecret(clusterApi("late", "broken: ["));
    real.await(
        inventory -> {
          assertThat(names(inventory)).containsExactly("early", "late");
          assertThat(requireNonNull(get(inventory, "late").cluster().error()).message())
              .startsWith("Secret " + real.namespace + "/late-kubeconfig: key value");
        });

    real.patch(
        real.secrets() + "/late-kubeconfig",
        "{\"data\": {\"value\": \"%s\"}}".formatted(base64(kubeconfig("https://late.example"))));
    real.await(
        inventory ->
            assertThat(requireNonNull(get(inventory, "late").endpoint()).server())
                .hasHost("late.example"));

    real.delete(real.secrets() + "/early-kubeconfig");
    real.await(
        inventory -> {
          assertThat(names(inventory)).containsExactly("late");
          assertThat(inventory.warnings()).isEmpty();
        });
  }

  @Test
  void aClusterIsReachedAsItsSecretSays() throws IOException {
    real.createSecret(
        clusterApi(
            "self",
            new KubeconfigText()
                .cluster(
                    "c",
                    "server: %s\ncertificate-authority-data: %s"
                        .formatted(real.url(), real.authority()))
                .user("u", "token: " + real.token())
                .context("x", "c", "u", "")
                .text()));
    real.follow(SecretSource.clusterApi(real.cluster(), "", Set.of()));

    real.await(inventory -> assertThat(real.reach(get(inventory, "self"))).isEqualTo(200));
  }

  @Test
  void secretsOfArgoCdAreFollowedByTheirLabel() {
    real.follow(SecretSource.argoCd(real.cluster(), real.namespace, Set.of()));
    real.await(inventory -> assertThat(inventory.targets()).isEmpty());

    real.createSecret(
        argoCd("s", Map.of("name", "prod", "server", "https://c.example", "config", "{}")));
    real.await(inventory -> assertThat(names(inventory)).containsExactly("prod"));

    real.patch(
        real.secrets() + "/s",
        "{\"metadata\": {\"labels\": {\"argocd.argoproj.io/secret-type\": \"repository\"}}}");
    real.await(inventory -> assertThat(inventory.targets()).isEmpty());
  }

  @Test
  void clusterProfilesAreFollowedOnceTheirKindIsThere() throws IOException {
    Path providers =
        Files.writeString(
            folder.resolve("providers.json"),
            """
            {"providers": [{"name": "p", "execConfig": {"command": "./plugin",
              "apiVersion": "client.authentication.k8s.io/v1"}}]}
            """);
    writePlugin();
    real.follow(ClusterProfileSource.of(real.cluster(), real.namespace, providers));
    real.await(
        inventory ->
            assertThat(inventory.warnings())
                .singleElement()
                .asString()
                .contains("knows no clusterprofiles"));

    real.create(CRDS, crd());
    try {
      real.await(inventory -> assertThat(inventory.warnings()).isEmpty());
      real.create(profiles(), profile());
      real.await(
          inventory ->
              assertThat(requireNonNull(get(inventory, "spoke").cluster().error()).message())
                  .contains("status.accessProviders is empty"));

      real.patch(
          profiles() + "/spoke/status",
          """
          {"status": {"properties": [{"name": "region", "value": "eu"}],
            "accessProviders": [{"name": "p", "cluster": {"server": "%s",
              "certificate-authority-data": "%s", "extensions": [
                {"name": "client.authentication.k8s.io/exec", "extension": {"ask": "spoke"}}]}}]}}
          """
              .formatted(real.url(), real.authority()));
      real.await(
          inventory -> {
            assertThat(get(inventory, "spoke").cluster().error()).isNull();
            assertThat(get(inventory, "spoke").cluster().labels()).containsEntry("region", "eu");
            assertThat(real.reach(get(inventory, "spoke"))).isEqualTo(200);
          });

      real.delete(profiles() + "/spoke");
      real.await(inventory -> assertThat(inventory.targets()).isEmpty());
    } finally {
      real.delete(CRDS + "/" + CRD);
    }
  }

  /** Gives the token only to whom the cluster's extension was passed. */
  private void writePlugin() throws IOException {
    Path plugin =
        Files.writeString(
            folder.resolve("plugin"),
            """
            #!/bin/sh
            case "$KUBERNETES_EXEC_INFO" in
            *'"config":{"ask":"spoke"}'*)
              echo '{"apiVersion": "client.authentication.k8s.io/v1", "kind": "ExecCredential",
                "status": {"token": "%s"}}' ;;
            esac
            """
                .formatted(real.token()));
    assertThat(plugin.toFile().setExecutable(true)).isTrue();
  }

  private String profiles() {
    return "/apis/multicluster.x-k8s.io/v1alpha1/namespaces/" + real.namespace + "/clusterprofiles";
  }

  private static String profile() {
    return """
        {"apiVersion": "multicluster.x-k8s.io/v1alpha1", "kind": "ClusterProfile",
         "metadata": {"name": "spoke"}, "spec": {"clusterManager": {"name": "m"}}}
        """;
  }

  private static String crd() {
    return """
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
         "metadata": {"name": "%s",
           "annotations": {"api-approved.kubernetes.io": "https://example.com"}},
         "spec": {"group": "multicluster.x-k8s.io", "scope": "Namespaced",
           "names": {"plural": "clusterprofiles", "singular": "clusterprofile",
             "kind": "ClusterProfile", "listKind": "ClusterProfileList"},
           "versions": [{"name": "v1alpha1", "served": true, "storage": true,
             "subresources": {"status": {}},
             "schema": {"openAPIV3Schema": {"type": "object",
               "x-kubernetes-preserve-unknown-fields": true}}}]}}
        """
        .formatted(CRD);
  }

  private static String kubeconfig(String server) {
    return new KubeconfigText()
        .cluster("c", "server: " + server)
        .user("u", "token: t")
        .context("x", "c", "u", "")
        .text();
  }

  private static List<String> names(Inventory inventory) {
    return inventory.targets().stream().map(target -> target.cluster().name()).toList();
  }

  private static ClusterTarget get(Inventory inventory, String name) {
    return inventory.targets().stream()
        .filter(target -> target.cluster().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no cluster " + name));
  }
}
