package io.fleetexecutor.inventory;

import static io.fleetexecutor.inventory.ClusterObjects.json;
import static io.fleetexecutor.inventory.ClusterObjects.problem;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cluster.Authentication;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.cluster.ExecCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterProfilesTest {
  private static final String EXEC =
      """
      {"command": "sh", "args": ["-c", "x"], "env": null,
       "apiVersion": "client.authentication.k8s.io/v1"}
      """;

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void writeProviders() throws IOException {
    file =
        Files.writeString(
            folder.resolve("providers.json"),
            """
            {"providers": [{"name": "first", "execConfig": %1$s}, {"name": "second", "execConfig": %1$s}]}
            """
                .formatted(EXEC));
  }

  @Test
  void theFirstProviderOfTheFileThatTheProfileHasLeadsToTheCluster() {
    ClusterTarget target =
        read(
            """
            "accessProviders": [
              {"name": "unknown", "cluster": {"server": "https://no.example"}},
              {"name": "second", "cluster": {"server": "https://c.example", "tls-server-name": "inner",
                "insecure-skip-tls-verify": true, "extensions": [
                {"name": "client.authentication.k8s.io/exec", "extension": {"clusterName": "spoke"}}]}}]
            """);
    ExecCommand command = command(target);

    assertThat(target.cluster().name()).isEqualTo("spoke-1");
    assertThat(target.cluster().displayName()).isEqualTo("Spoke One");
    assertThat(target.cluster().source()).isEqualTo("cluster-profile");
    assertThat(requireNonNull(target.endpoint()).server()).hasHost("c.example");
    assertThat(target.endpoint().tls().serverName()).isEqualTo("inner");
    assertThat(command.executable()).isEqualTo("sh");
    assertThat(json(command.execInfo()).at("/spec/cluster/server").asText())
        .isEqualTo("https://c.example");
    assertThat(json(command.execInfo()).at("/spec/cluster/config/clusterName").asText())
        .isEqualTo("spoke");
  }

  @Test
  void theOlderFieldCountsWhereItIsAlone() {
    ClusterTarget older =
        read(
            """
            "credentialProviders": [{"name": "first", "cluster": {"server": "https://old.example"}}]
            """);
    ClusterTarget both =
        read(
            """
            "credentialProviders": [{"name": "first", "cluster": {"server": "https://old.example"}}],
            "accessProviders": [{"name": "first", "cluster": {"server": "https://new.example"}}]
            """);

    assertThat(requireNonNull(older.endpoint()).server()).hasHost("old.example");
    assertThat(requireNonNull(both.endpoint()).server()).hasHost("new.example");
  }

  @Test
  void propertiesThatCouldBeLabelsAreLabels() {
    ClusterTarget target =
        read(
            """
            "properties": [{"name": "topology.kubernetes.io/region", "value": "eu-1"},
              {"name": "env", "value": "other"}, {"name": "long text", "value": "x"},
              {"name": "text", "value": "two words"}]
            """);

    assertThat(target.cluster().labels())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("topology.kubernetes.io/region", "eu-1", "env", "prod"));
  }

  @Test
  void aProfileThatLeadsNowhereIsAClusterWithAnError() {
    assertThat(problem(read("\"conditions\": []")))
        .startsWith("ClusterProfile fleet/spoke-1: ")
        .contains("status.accessProviders is empty");
    assertThat(problem(read("\"accessProviders\": [{\"name\": \"other\"}]")))
        .contains("status.accessProviders has other, for none of which " + file);
    assertThat(problem(read("\"accessProviders\": [{\"name\": \"first\", \"cluster\": {}}]")))
        .contains("server is missing");
    assertThat(
            problem(
                read(
                    """
                    "accessProviders": [{"name": "first", "cluster": {"server": "https://c.example",
                      "certificate-authority": "/etc/passwd"}}]
                    """)))
        .contains("certificate-authority names a file of this machine");
    assertThat(problem(read("\"accessProviders\": [{\"name\": \"first\", \"cluster\": [1]}]")))
        .contains("of another form");
  }

  @Test
  void aBrokenProvidersFileIsAWarning() throws IOException {
    assertThat(warning("{")).contains("is no JSON");
    assertThat(warning("{}")).contains("has no list of providers");
    assertThat(warning("{\"providers\": [{\"name\": \"x\"}]}"))
        .contains("has a provider without a name or execConfig");
    assertThat(warning("{\"providers\": [{\"name\": \"x\", \"execConfig\": {\"args\": 1}}]}"))
        .contains("provider \"x\" whose execConfig is of another form");
    assertThat(
            warning(
                "{\"providers\": [{\"name\": \"x\", \"execConfig\": {},"
                    + " \"profileSourcedCLIArgsPolicy\": \"Append\"}]}"))
        .contains("profileSourcedCLIArgsPolicy is not supported");
    assertThat(AccessProviders.load(folder.resolve("absent")).warnings().getFirst())
        .contains("may not be read");
  }

  private String warning(String json) throws IOException {
    return AccessProviders.load(Files.writeString(folder.resolve("broken.json"), json))
        .warnings()
        .getFirst();
  }

  private static ExecCommand command(ClusterTarget target) {
    Authentication authentication =
        requireNonNull(target.endpoint()).credentials().authentication();
    return ((Authentication.Plugin) authentication).command();
  }

  private ClusterTarget read(String status) {
    ObjectNode profile =
        json(
            """
            {"apiVersion": "multicluster.x-k8s.io/v1alpha1", "kind": "ClusterProfile",
             "metadata": {"name": "spoke-1", "namespace": "fleet", "labels": {"env": "prod"}},
             "spec": {"displayName": "Spoke One", "clusterManager": {"name": "m"}},
             "status": {%s}}
            """
                .formatted(status));
    return new ClusterProfiles(AccessProviders.load(file), Map.of("PATH", "/usr/bin:/bin"))
        .target(ClusterObjects.of(profile))
        .orElseThrow();
  }
}
