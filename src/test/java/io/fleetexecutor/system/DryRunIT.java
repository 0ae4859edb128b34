package io.fleetexecutor.system;

import static io.fleetexecutor.system.EndedExecution.changes;
import static io.fleetexecutor.system.EndedExecution.diff;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.KubernetesObject.Change;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change would do, told by real clusters in which nothing changes. */
@RealClusters
class DryRunIT {
  private static final String NAMESPACE = "fleet-dry-run";
  private static final String APPLIED = objects("nginx:1.25", "red");
  private static final String WANTED = objects("nginx:1.26", "red");

  @TempDir static Path directory;
  static ServiceProcess service;

  /** Without pods, so that nothing but the service changes it. */
  private static String objects(String image, String colour) {
    return Yaml.documents(
        Yaml.deployment(NAMESPACE, "web", 0, image), Yaml.configMap(NAMESPACE, "paint", colour));
  }

  @BeforeAll
  static void start(KubeClusters clusters) throws Exception {
    service = ServiceProcess.on(clusters.kubeconfig());
    EndedExecution.succeeded(
        service, ChangeRequests.apply(Yaml.documents(Yaml.namespace(NAMESPACE), APPLIED)));
    // Here a controller makes notes of the Deployment at first.
    EndedExecution.succeeded(
        service,
        ChangeRequests.await(
                ChangeRequests.ref("deployment", NAMESPACE, "web"),
                "object.status.conditions.exists(c, c.type == 'Progressing'"
                    + " && c.reason == 'NewReplicaSetAvailable')")
            .on("cluster-1"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void aDryRunTellsTheDiffOfEachObjectAndChangesNothing(KubeClusters clusters) throws Exception {
    List<String> before = state(clusters);

    EndedExecution ended = EndedExecution.succeeded(service, ChangeRequests.apply(WANTED).dryRun());

    assertThat(ended.results())
        .hasSize(3)
        .allSatisfy(
            result -> {
              assertThat(changes(result))
                  .containsExactly(Change.CHANGE_UPDATED, Change.CHANGE_NONE);
              assertThat(result.getChanged()).isTrue();
              assertThat(diff(result, "Deployment"))
                  .contains("\n-      - image: nginx:1.25\n+      - image: nginx:1.26\n");
              assertThat(diff(result, "ConfigMap")).isEmpty();
            });
    assertThat(ended.summary().getChangedClusterCount()).isEqualTo(3);
    assertThat(state(clusters)).isEqualTo(before);
  }

  @Test
  void clustersThatWouldChangeAlikeAreOneGroup() {
    EndedExecution ended = EndedExecution.succeeded(service, ChangeRequests.apply(WANTED).dryRun());

    // In the one with controllers the Deployment has an annotation more, above the change.
    assertThat(ended.summary().getAnswerGroupsList())
        .singleElement()
        .satisfies(group -> assertThat(group.getClusterCount()).isEqualTo(3));
  }

  @Test
  void theCommandLineShowsTheDiffBeneathEachObject(KubeClusters clusters) throws Exception {
    List<String> before = state(clusters);
    Path file = Files.writeString(directory.resolve("wanted.yaml"), WANTED);

    FleetScript.Output output =
        FleetScript.run(service, "execute", "apply", "-f", file.toString(), "--dry-run")
            .succeeded();
    FleetScript.Output grouped =
        FleetScript.run(service, "execute", "apply", "-f", file.toString(), "--dry-run", "--group")
            .succeeded();

    for (String cluster : List.of("cluster-1", "cluster-2", "cluster-3")) {
      assertThat(output.rows())
          .contains(
              cluster + " " + NAMESPACE + " deployment.apps/web configured (dry run)",
              cluster + " " + NAMESPACE + " configmap/paint unchanged (dry run)");
    }
    assertThat(output.rows())
        .containsSubsequence("- - image: nginx:1.25", "+ - image: nginx:1.26")
        .filteredOn(row -> row.equals("+ - image: nginx:1.26"))
        .hasSize(3);
    assertThat(output.errors()).contains("3 succeeded, 3 would change");
    assertThat(grouped.rows())
        .startsWith("= 3 clusters answered the same cluster-1, cluster-2, cluster-3")
        .containsOnlyOnce("+ - image: nginx:1.26");
    assertThat(state(clusters)).isEqualTo(before);
  }

  @Test
  void whatComesWithItsNamespaceAndKindIsToldAsCreatedAndIsNotThereAfterwards() {
    var kind = new CustomKind("dry.example.com", "Mirage", "mrg");
    String all =
        Yaml.documents(
            kind.object("fleet-dry-run-new", "one"),
            kind.definition(),
            Yaml.namespace("fleet-dry-run-new"));

    EndedExecution ended = EndedExecution.succeeded(service, ChangeRequests.apply(all).dryRun());
    EndedExecution get =
        EndedExecution.failed(
            service, Requests.get("namespace", "", "fleet-dry-run-new"), "NOT_FOUND");

    assertThat(ended.results())
        .hasSize(3)
        .allSatisfy(
            result -> {
              assertThat(changes(result)).hasSize(3).containsOnly(Change.CHANGE_CREATED);
              assertThat(diff(result, "Mirage")).contains("+kind: Mirage");
            });
    assertThat(get.results()).hasSize(3);
  }

  private static List<String> state(KubeClusters clusters) throws Exception {
    List<String> state = new ArrayList<>();
    for (String cluster : List.of("cluster-1", "cluster-2", "cluster-3")) {
      try (var web = DeploymentByHand.of(clusters, cluster, NAMESPACE, "web")) {
        state.add("%s: %s %s".formatted(cluster, web.resourceVersion(), web.image()));
      }
    }
    return state;
  }
}
