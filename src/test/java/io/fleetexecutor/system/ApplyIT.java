package io.fleetexecutor.system;

import static io.fleetexecutor.system.EndedExecution.changes;
import static io.fleetexecutor.system.EndedExecution.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.KubernetesObject.Change;
import io.fleetexecutor.v1.OutputPolicy.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manifests of objects that need each other, applied to a fleet of real clusters. */
@RealClusters
class ApplyIT {
  private static final List<String> CLUSTERS = List.of("cluster-1", "cluster-2", "cluster-3");

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

  /** Each document needs one that comes after it. */
  private static String inTheWrongOrder(String namespace, CustomKind kind) {
    return Yaml.documents(
        kind.object(namespace, "one"),
        Yaml.deployment(namespace, "web", 1, "nginx:1.25"),
        kind.definition(),
        Yaml.namespace(namespace));
  }

  @Test
  void documentsInTheWrongOrderAreAppliedAndTheSecondTimeNothingChanges() {
    var kind = new CustomKind("apply.example.com", "Gadget", "gdg");
    Requests apply = ChangeRequests.apply(inTheWrongOrder("fleet-apply", kind));

    EndedExecution first = EndedExecution.succeeded(service, apply);
    EndedExecution second = EndedExecution.succeeded(service, apply);

    assertThat(first.results())
        .hasSize(3)
        .allSatisfy(
            result -> {
              assertThat(kinds(result))
                  .containsExactly("Namespace", "CustomResourceDefinition", "Gadget", "Deployment");
              assertThat(changes(result)).containsOnly(Change.CHANGE_CREATED);
              assertThat(result.getChanged()).isTrue();
              assertThat(result.getAttemptCount()).isEqualTo(1);
            });
    assertThat(first.summary().getChangedClusterCount()).isEqualTo(3);
    assertThat(second.results())
        .hasSize(3)
        .allSatisfy(
            result -> {
              assertThat(changes(result)).hasSize(4).containsOnly(Change.CHANGE_NONE);
              assertThat(result.getChanged()).isFalse();
            });
    assertThat(second.summary().getChangedClusterCount()).isZero();
  }

  @Test
  void theCommandLineTellsOfEachObjectWhatBecameOfIt() throws Exception {
    var kind = new CustomKind("shell.example.com", "Gizmo", "gzm");
    Path file =
        Files.writeString(
            directory.resolve("all.yaml"), inTheWrongOrder("fleet-apply-shell", kind));
    String[] apply = {"execute", "apply", "-f", file.toString()};

    FleetScript.Output first = FleetScript.run(service, apply).succeeded();
    FleetScript.Output second = FleetScript.run(service, apply).succeeded();

    assertThat(first.rows()).containsExactlyInAnyOrderElementsOf(table("created"));
    assertThat(first.errors()).contains("3 succeeded, 3 changed");
    assertThat(second.rows()).containsExactlyInAnyOrderElementsOf(table("unchanged"));
    assertThat(second.errors()).contains("3 succeeded, 0 changed");
  }

  private static List<String> table(String change) {
    return Stream.concat(
            Stream.of("CLUSTER NAMESPACE OBJECT CHANGE"),
            CLUSTERS.stream()
                .flatMap(
                    cluster ->
                        Stream.of(
                                "namespace/fleet-apply-shell",
                                "customresourcedefinition.apiextensions.k8s.io/gizmos.shell.example.com",
                                "fleet-apply-shell gizmo.shell.example.com/one",
                                "fleet-apply-shell deployment.apps/web")
                            .map(object -> cluster + " " + object + " " + change)))
        .toList();
  }

  @Test
  void aKindIsListedAsSoonAsItsDefinitionWasApplied() throws Exception {
    var kind = new CustomKind("new.example.com", "Novelty", "nvt");
    EndedExecution before =
        EndedExecution.failed(service, Requests.list(kind.plural()), "KIND_NOT_FOUND");

    EndedExecution.succeeded(service, ChangeRequests.apply(kind.definition()));
    EndedExecution after = EndedExecution.succeeded(service, Requests.list(kind.plural()));

    assertThat(before.results()).hasSize(3);
    assertThat(after.results()).hasSize(3);
    assertThat(FleetScript.run(service, "execute", "list", "nvt").succeeded().errors())
        .contains("3 clusters: 3 succeeded");
  }

  @Test
  void whatTheClustersRefuseHindersNoOtherObject(KubeClusters clusters) throws Exception {
    EndedExecution.succeeded(service, ChangeRequests.apply(Yaml.namespace("fleet-apply-refused")));
    try (var drifted =
        DeploymentByHand.of(clusters, "cluster-3", "fleet-apply-refused", "contested")) {
      EndedExecution.succeeded(
          service,
          ChangeRequests.apply(
              Yaml.deployment("fleet-apply-refused", "contested", 0, "nginx:1.25")));
      drifted.setImage("nginx:1.24");

      EndedExecution ended =
          EndedExecution.of(
              service,
              ChangeRequests.apply(
                      Yaml.documents(
                          Yaml.deployment("fleet-apply-refused", "contested", 0, "nginx:1.26"),
                          Yaml.configMap("fleet-apply-refused", "after", "red")))
                  .as(Format.FORMAT_TABLE));

      assertThat(changes(ended.result("cluster-1")))
          .containsExactly(Change.CHANGE_UPDATED, Change.CHANGE_CREATED);
      ClusterResult refused = ended.result("cluster-3");
      assertThat(refused.getState()).isEqualTo(State.STATE_FAILED);
      assertThat(refused.getError().getReason()).isEqualTo("CONFLICT");
      assertThat(refused.getError().getMessage())
          .contains("deployment contested", ".spec.template.spec.containers[name=\"main\"].image");
      assertThat(changes(refused)).containsExactly(Change.CHANGE_CREATED);
      assertThat(refused.getChanged()).isTrue();
      assertThat(refused.getOutcomeUnknown()).isFalse();
      assertThat(ended.summary().getChangedClusterCount()).isEqualTo(3);
      assertThat(drifted.image()).isEqualTo("nginx:1.24");
    }
  }
}
