package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Manifests with mistakes are refused before any cluster is asked, the good ones among them too.
 */
@RealClusters
class BadManifestsIT {
  private static final String FIELD = "spec.operation.apply_manifests.manifests";
  private static final String GOOD = Yaml.configMap("default", "good-among-bad", "red");
  private static final String THREE_MISTAKES =
      Yaml.documents(
          GOOD,
          """
          apiVersion: v1
          metadata: {name: nothing}
          """,
          """
          apiVersion: v1
          kind: ConfigMap
          data: a: b
          """,
          """
          apiVersion: v1
          kind: ConfigMap
          metadata: {namespace: default}
          """);
  private static final String[] VIOLATIONS = {
    "document 2, line 6, column 1: kind is missing",
    "document 3, line 11, column 8: this is not YAML: mapping values are not allowed here",
    "document 4, line 15, column 11: metadata.name is missing"
  };

  @TempDir static Path directory;
  static ServiceProcess service;

  @BeforeAll
  static void start(KubeClusters clusters) throws Exception {
    service = ServiceProcess.on(clusters.kubeconfig());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void everyMistakeIsToldWithItsPlaceAndNothingIsApplied() {
    Refusal refusal =
        Refusal.of(
            () -> service.stub().execute(ChangeRequests.apply(THREE_MISTAKES).build()).next());

    assertThat(refusal.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal.reason()).isEqualTo("INVALID_REQUEST");
    assertThat(refusal.violations())
        .containsExactly(Map.entry(FIELD, String.join("\n", VIOLATIONS)));
    assertNothingWasApplied();
  }

  @Test
  void theCommandLineTellsThemAllToo() throws Exception {
    Path file = Files.writeString(directory.resolve("bad.yaml"), THREE_MISTAKES);

    FleetScript.Output output = FleetScript.run(service, "execute", "apply", "-f", file.toString());

    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.out()).isEmpty();
    assertThat(output.errors())
        .startsWith("error: INVALID_ARGUMENT (INVALID_REQUEST)")
        .contains(VIOLATIONS);
    assertNothingWasApplied();
  }

  private static void assertNothingWasApplied() {
    EndedExecution get =
        EndedExecution.failed(
            service, Requests.get("configmap", "default", "good-among-bad"), "NOT_FOUND");
    assertThat(get.results()).hasSize(3);
  }
}
