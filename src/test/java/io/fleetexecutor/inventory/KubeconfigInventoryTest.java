package io.fleetexecutor.inventory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetexecutor.cluster.Authentication;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigInventoryTest {

  @TempDir Path folder;

  private KubeconfigText text;

  @BeforeEach
  void startKubeconfig() {
    text = new KubeconfigText();
  }

  @Test
  void everyContextIsAClusterSortedByName() throws IOException {
    text.cluster("one", "server: https://one.example:6443");
    text.context("zeta", "one", "", "team-a").context("alpha", "one", "", "");

    Inventory inventory = load(text.write(folder, "config"));

    assertThat(clusters(inventory))
        .extracting(Cluster::name, Cluster::source, Cluster::defaultNamespace, Cluster::error)
        .containsExactly(
            tuple("alpha", "kubeconfig", "default", null),
            tuple("zeta", "kubeconfig", "team-a", null));
    assertThat(inventory.warnings()).isEmpty();
  }

  @Test
  void theFirstFileToNameAClusterUserOrContextWins() throws IOException {
    text.cluster("shared", "server: https://first.example").user("me", "token: first");
    text.context("both", "shared", "me", "");
    KubeconfigText second = new KubeconfigText();
    second.cluster("shared", "server: https://second.example").user("me", "token: second");
    second.context("both", "shared", "me", "other").context("late", "shared", "me", "");

    Inventory inventory = load(text.write(folder, "first"), second.write(folder, "second"));

    assertThat(inventory.targets())
        .hasSize(2)
        .allSatisfy(
            target -> {
              assertThat(requireNonNull(target.endpoint()).server()).hasHost("first.example");
              assertThat(requireNonNull(target.endpoint()).credentials().authentication())
                  .isEqualTo(new Authentication.Fixed("Bearer first"));
            });
    assertThat(clusters(inventory).getFirst().defaultNamespace()).isEqualTo("default");
    assertThat(inventory.warnings())
        .singleElement()
        .asString()
        .contains("second: a context is named \"both\", as one of ");
  }

  @Test
  void relativePathsStartAtTheFileThatNamesThem() throws IOException {
    Path users = Files.createDirectory(folder.resolve("users"));
    Files.writeString(users.resolve("token"), "secret");
    text.cluster("c", "server: https://c.example").context("c", "c", "u", "");
    KubeconfigText second = new KubeconfigText();
    second.user("u", "tokenFile: token");

    Inventory inventory = load(text.write(folder, "a"), second.write(users, "b"));

    assertThat(
            requireNonNull(inventory.targets().getFirst().endpoint())
                .credentials()
                .authentication())
        .isEqualTo(new Authentication.TokenFile(users.resolve("token")));
  }

  @Test
  void filesThatDoNotExistAreLeftOut() throws IOException {
    text.cluster("c", "server: https://c.example").context("c", "c", "", "");

    Inventory inventory = load(folder.resolve("nowhere"), text.write(folder, "config"));

    assertThat(clusters(inventory)).extracting(Cluster::name).containsExactly("c");
    assertThat(inventory.warnings()).isEmpty();
  }

  @Test
  void aFleetWithoutAnyFileHasAWarning() {
    assertThat(load(folder.resolve("nowhere")).warnings())
        .singleElement()
        .asString()
        .contains("no kubeconfig file exists", "nowhere");
  }

  @Test
  void aSecondContextOfTheSameNameInOneFileIsAWarning() throws IOException {
    text.cluster("c", "server: https://c.example");
    text.context("twice", "c", "", "first").context("twice", "c", "", "second");

    Inventory inventory = load(text.write(folder, "config"));

    assertThat(clusters(inventory))
        .singleElement()
        .extracting(Cluster::defaultNamespace)
        .isEqualTo("first");
    assertThat(inventory.warnings()).singleElement().asString().contains("\"twice\"", "config");
  }

  @Test
  void aBrokenFileIsAWarningAndTheOthersCount() throws IOException {
    text.cluster("c", "server: https://c.example").context("c", "c", "", "");
    Path good = text.write(folder, "good");
    Path notYaml = write("not-yaml", "clusters: [\n  token: s3cret\n: : :");
    Path scalar = write("scalar", "s3cret");
    Path pod = write("pod", "kind: Pod\napiVersion: v1");
    Path wrongType = write("wrong-type", "users:\n- name: u\n  user: s3cret");
    Path huge = write("huge", "# x\n".repeat(9 << 20));

    Inventory inventory = load(notYaml, scalar, pod, wrongType, huge, good);

    assertThat(clusters(inventory)).extracting(Cluster::name).containsExactly("c");
    assertThat(inventory.warnings())
        .satisfiesExactly(
            warning ->
                assertThat(warning)
                    .startsWith(notYaml.toString())
                    .contains("is no valid YAML at line"),
            warning ->
                assertThat(warning).startsWith(scalar.toString()).contains("is no YAML mapping"),
            warning -> assertThat(warning).contains("is of kind Pod, not Config"),
            warning -> assertThat(warning).contains("users[0].user has the wrong type"),
            warning -> assertThat(warning).contains("at most 33554432 are read"))
        .noneMatch(warning -> warning.contains("s3cret"));
  }

  @Test
  void anEmptyFileIsTold() throws IOException {
    Inventory inventory = load(write("empty", ""));

    assertThat(clusters(inventory)).isEmpty();
    assertThat(inventory.warnings()).singleElement().asString().endsWith("empty: is empty");
  }

  @Test
  void thousandsOfContextsAreRead() throws IOException {
    String padding = "# " + "x".repeat(1000) + "\n";
    for (int i = 0; i < 5000; i++) {
      text.cluster("c" + i, "server: https://c" + i + ".example");
      text.context("c" + i, "c" + i, "", "");
    }
    Path file = write("many", padding.repeat(4000) + text.text());

    Inventory inventory = load(file);

    assertThat(inventory.warnings()).isEmpty();
    assertThat(clusters(inventory)).hasSize(5000);
  }

  @Test
  void aBrokenContextHindersNoOther() throws IOException {
    text.cluster("c", "server: https://c.example");
    text.context("good", "c", "", "").context("broken", "nowhere", "", "");
    Path file = text.write(folder, "config");

    Inventory inventory = load(file);

    assertThat(inventory.targets())
        .satisfiesExactly(
            broken -> {
              assertThat(broken.endpoint()).isNull();
              assertThat(requireNonNull(broken.cluster().error()).code())
                  .isEqualTo(ErrorCode.FAILED_PRECONDITION);
              assertThat(requireNonNull(broken.cluster().error()).reason())
                  .isEqualTo("INVALID_KUBECONFIG_CONTEXT");
              assertThat(requireNonNull(broken.cluster().error()).message())
                  .isEqualTo(
                      file
                          + ": context \"broken\": cluster names \"nowhere\", which no kubeconfig"
                          + " file defines");
            },
            good -> assertThat(good.endpoint()).isNotNull());
  }

  @Test
  void kubeconfigIsAListOfPathsOrTheOneInTheHomeDirectory() {
    assertThat(KubeconfigPaths.of("/a" + File.pathSeparator + File.pathSeparator + "/b", folder))
        .containsExactly(Path.of("/a"), Path.of("/b"));
    assertThat(KubeconfigPaths.of(null, folder)).containsExactly(folder.resolve(".kube/config"));
    assertThat(KubeconfigPaths.of("", folder)).containsExactly(folder.resolve(".kube/config"));
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private static Inventory load(Path... files) {
    return KubeconfigInventory.load(List.of(files));
  }

  private static List<Cluster> clusters(Inventory inventory) {
    return inventory.targets().stream().map(ClusterTarget::cluster).toList();
  }
}
