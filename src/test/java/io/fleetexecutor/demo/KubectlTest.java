package io.fleetexecutor.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fleet as kubectl sees it; skipped where there is no kubectl on the path. */
class KubectlTest {

  @TempDir private static Path folder;
  private static TestFleet test;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
            .anyMatch(entry -> Files.isExecutable(Path.of(entry, "kubectl"))),
        "no kubectl on the path");
    test = TestFleet.withoutLatency();
    Files.writeString(folder.resolve("kubeconfig"), test.fleet.kubeconfig());
  }

  @AfterAll
  static void close() {
    if (test != null) {
      test.close();
    }
  }

  @Test
  void readsPodsInChunksAsInOnePiece() throws Exception {
    List<String> whole = kubectl("get", "pods", "--all-namespaces", "--output=name");
    assertThat(whole).hasSizeGreaterThan(20).allMatch(name -> name.startsWith("pod/"));
    assertThat(kubectl("get", "pods", "--all-namespaces", "--output=name", "--chunk-size=5"))
        .isEqualTo(whole);
  }

  @Test
  void showsTheWideColumnsOfDeployments() throws Exception {
    List<String> lines =
        kubectl("get", "deploy", "--namespace=shop", "--output=wide", "--context=demo-003");
    assertThat(lines.getFirst())
        .matches("NAME +READY +UP-TO-DATE +AVAILABLE +AGE +CONTAINERS +IMAGES +SELECTOR");
    assertThat(lines.getLast()).matches("web +2/2 +2 +2 +\\d+d +web +nginx:1.24.0 +app=web");
  }

  @Test
  void findsTheResources() throws Exception {
    assertThat(kubectl("api-resources", "--no-headers", "--output=name"))
        .contains("pods", "deployments.apps")
        .hasSize(8);
  }

  @Test
  void isToldWhatTheForbiddenClusterForbids() throws Exception {
    assertThat(kubectl("get", "pods", "--all-namespaces", "--context=demo-011"))
        .containsExactly(
            "Error from server (Forbidden): pods is forbidden: User \"demo\" cannot list resource"
                + " \"pods\" in API group \"\" at the cluster scope");
  }

  private static List<String> kubectl(String... arguments) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(
            Stream.concat(
                    Stream.of(
                        "kubectl",
                        "--kubeconfig=" + folder.resolve("kubeconfig"),
                        "--cache-dir=" + folder.resolve("cache")),
                    Stream.of(arguments))
                .toList());
    Process process = command.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().toList();
  }
}
