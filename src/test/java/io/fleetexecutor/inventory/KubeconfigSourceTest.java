package io.fleetexecutor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.testing.TestCertificate;
import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigSourceTest {
  private static final Duration INTERVAL = Duration.ofMillis(10);

  @TempDir Path folder;

  private final VirtualTime time = new VirtualTime();

  private AssertSubscriber<Inventory> follow(@Nullable Path labels, Path... paths) {
    return new KubeconfigSource(
            List.of(paths), labels, System.getenv(), INTERVAL, time.scheduler, Runnable::run)
        .inventories()
        .subscribe()
        .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }

  private void lookTwice() {
    time.advance(INTERVAL.multipliedBy(2));
  }

  private static KubeconfigText contexts(String... names) {
    var text = new KubeconfigText().cluster("c", "server: https://c.example");
    for (String name : names) {
      text.context(name, "c", "", "");
    }
    return text;
  }

  private static List<String> names(AssertSubscriber<Inventory> followed) {
    return followed.getLastItem().targets().stream()
        .map(ClusterTarget::cluster)
        .map(Cluster::name)
        .toList();
  }

  private static List<String> warnings(AssertSubscriber<Inventory> followed) {
    return followed.getLastItem().warnings();
  }

  @Test
  void aChangedFileIsReadAgainAndAnUnchangedOneIsNot() throws IOException {
    Path file = contexts("a").write(folder, "config");
    AssertSubscriber<Inventory> followed = follow(null, file);
    assertThat(names(followed)).containsExactly("a");

    lookTwice();
    assertThat(followed.getItems()).hasSize(1);

    contexts("a", "b").write(folder, "config");
    lookTwice();
    assertThat(names(followed)).containsExactly("a", "b");
    assertThat(followed.getItems()).hasSize(2);
  }

  @Test
  void aFileThatIsBeingWrittenIsLeftUntilItRests() throws IOException {
    Path file = contexts("a").write(folder, "config");
    AssertSubscriber<Inventory> followed = follow(null, file);

    contexts("a", "b").write(folder, "config");
    time.advance(INTERVAL);
    contexts("a", "b", "c").write(folder, "config");
    time.advance(INTERVAL);
    assertThat(followed.getItems()).hasSize(1);

    time.advance(INTERVAL);
    assertThat(names(followed)).containsExactly("a", "b", "c");
  }

  @Test
  void aFileThatBreaksKeepsWhatItHeldAndSaysSo() throws IOException {
    Path file = contexts("a").write(folder, "config");
    AssertSubscriber<Inventory> followed = follow(null, file);

    Files.writeString(file, "contexts: [");
    lookTwice();
    assertThat(names(followed)).containsExactly("a");
    assertThat(warnings(followed))
        .singleElement()
        .asString()
        .startsWith(file + ": is no valid YAML at line 1")
        .endsWith("; what it held before counts");

    Files.writeString(file, "");
    lookTwice();
    assertThat(names(followed)).containsExactly("a");
    assertThat(warnings(followed)).singleElement().asString().contains("is empty");

    Files.delete(file);
    lookTwice();
    assertThat(names(followed)).containsExactly("a");
    assertThat(warnings(followed)).singleElement().asString().contains("has disappeared");

    contexts("b").write(folder, "config");
    lookTwice();
    assertThat(names(followed)).containsExactly("b");
    assertThat(warnings(followed)).isEmpty();
  }

  @Test
  void aFileThatComesLaterCounts() throws IOException {
    AssertSubscriber<Inventory> followed = follow(null, folder.resolve("config"));
    assertThat(warnings(followed)).singleElement().asString().contains("no kubeconfig file exists");

    contexts("a").write(folder, "config");
    lookTwice();

    assertThat(names(followed)).containsExactly("a");
    assertThat(warnings(followed)).isEmpty();
  }

  @Test
  void eachFileOfADirectoryIsAConfigurationOfItsOwn() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("clusters"));
    new KubeconfigText()
        .cluster("kubernetes", "server: https://one.example")
        .context("one", "kubernetes", "", "")
        .write(directory, "one.yaml");
    new KubeconfigText()
        .cluster("kubernetes", "server: https://two.example")
        .context("two", "kubernetes", "", "")
        .write(directory, "two.yaml");
    Files.writeString(directory.resolve(".hidden"), "no kubeconfig");

    AssertSubscriber<Inventory> followed = follow(null, directory);

    assertThat(followed.getLastItem().targets())
        .extracting(target -> Objects.requireNonNull(target.endpoint()).server().getHost())
        .containsExactly("one.example", "two.example");
    assertThat(warnings(followed)).isEmpty();

    contexts("three").write(directory, "three.yaml");
    Files.delete(directory.resolve("one.yaml"));
    lookTwice();
    assertThat(names(followed)).containsExactly("three", "two");
    assertThat(warnings(followed)).isEmpty();
  }

  @Test
  void aDirectoryThatDisappearsKeepsItsClusters() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("clusters"));
    Path file = contexts("a").write(directory, "a.yaml");
    AssertSubscriber<Inventory> followed = follow(null, directory);

    Files.delete(file);
    Files.delete(directory);
    lookTwice();

    assertThat(names(followed)).containsExactly("a");
    assertThat(warnings(followed))
        .anyMatch(warning -> warning.contains(directory + ": has disappeared"));
  }

  @Test
  void aContextThatSeveralFilesNameIsToldAndTheFirstCounts() throws IOException {
    Path first = contexts("a").write(folder, "first");
    Path second = contexts("a", "b").write(folder, "second");
    Path directory = Files.createDirectory(folder.resolve("clusters"));
    Path third = contexts("b").write(directory, "third");

    AssertSubscriber<Inventory> followed = follow(null, first, second, directory);

    assertThat(names(followed)).containsExactly("a", "b");
    assertThat(warnings(followed))
        .containsExactly(
            "%s: a context is named \"a\", as one of %s, which counts".formatted(second, first),
            "%s: a context is named \"b\", as one of %s, which counts".formatted(third, second));
  }

  @Test
  void aFileThatAContextNamesIsWatchedToo() throws IOException {
    Path authority = folder.resolve("ca.crt");
    Path file =
        new KubeconfigText()
            .cluster("c", "server: https://c.example\ncertificate-authority: ca.crt")
            .context("c", "c", "", "")
            .write(folder, "config");
    AssertSubscriber<Inventory> followed = follow(null, file);
    assertThat(followed.getLastItem().targets().getFirst().endpoint()).isNull();

    Files.writeString(authority, TestCertificate.selfSigned("ip:127.0.0.1").certificatePem());
    time.advance(INTERVAL.multipliedBy(20));
    assertThat(followed.getLastItem().targets().getFirst().endpoint()).isNotNull();

    int before = followed.getItems().size();
    Files.writeString(
        authority, TestCertificate.selfSigned("ip:127.0.0.1").certificatePem() + "\n");
    lookTwice();
    assertThat(followed.getItems()).hasSize(before + 1);
  }

  @Test
  void whatStillCannotBeUsedIsNotToldAgain() throws IOException {
    Path file = new KubeconfigText().context("broken", "none", "", "").write(folder, "config");
    AssertSubscriber<Inventory> followed = follow(null, file);

    time.advance(INTERVAL.multipliedBy(100));
    assertThat(followed.getItems()).hasSize(1);
  }

  @Test
  void labelsComeFromAFileOfTheirOwn() throws IOException {
    Path file = contexts("prod-eu", "prod-us", "dev").write(folder, "config");
    Path labels = folder.resolve("labels.yaml");
    Files.writeString(labels, "'prod-*': {env: prod, region: us}\nprod-eu: {region: eu}\n");
    AssertSubscriber<Inventory> followed = follow(labels, file);

    assertThat(labels(followed))
        .isEqualTo(
            Map.of(
                "prod-eu", Map.of("env", "prod", "region", "eu"),
                "prod-us", Map.of("env", "prod", "region", "us"),
                "dev", Map.of()));

    Files.writeString(labels, "dev: {'bad key': x, tier: 1}\nprod-eu: 7\n");
    lookTwice();
    assertThat(labels(followed)).containsEntry("prod-eu", Map.of("env", "prod", "region", "eu"));
    assertThat(warnings(followed))
        .singleElement()
        .asString()
        .startsWith(labels + ": label bad key of \"dev\" is x: a label's key is")
        .contains("label tier of \"dev\" is 1: a label's value is text; put it in quotes")
        .contains("\"prod-eu\" is no mapping of labels");

    Files.writeString(labels, "dev: {env: dev}\n");
    lookTwice();
    assertThat(labels(followed)).containsEntry("dev", Map.of("env", "dev"));
    assertThat(warnings(followed)).isEmpty();
  }

  private static Map<String, Map<String, String>> labels(AssertSubscriber<Inventory> followed) {
    return followed.getLastItem().targets().stream()
        .map(ClusterTarget::cluster)
        .collect(Collectors.toMap(Cluster::name, Cluster::labels));
  }
}
