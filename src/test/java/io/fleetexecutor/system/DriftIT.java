package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.FailureGroup;
import io.fleetexecutor.v1.ListResources;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One of three real clusters is changed by hand, and is found. */
@RealClusters
class DriftIT {
  private static final String NAMESPACE = "fleet-drift";
  private static final String EXPECTATION =
      "object.spec.template.spec.containers[0].image == 'nginx:1.25'";
  private static final String NOT_MET = "deployment fleet-drift/web: not true: " + EXPECTATION;

  static ServiceProcess service;

  @BeforeAll
  static void start(KubeClusters clusters) throws Exception {
    service = ServiceProcess.on(clusters.kubeconfig());
    EndedExecution.succeeded(
        service,
        ChangeRequests.apply(
            Yaml.documents(
                Yaml.namespace(NAMESPACE),
                Yaml.deployment(NAMESPACE, "web", 1, "nginx:1.25"),
                Yaml.deployment(NAMESPACE, "same", 1, "nginx:1.25"))));
    try (var drifted = DeploymentByHand.of(clusters, "cluster-3", NAMESPACE, "web")) {
      drifted.setImage("nginx:1.24");
    }
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void theClusterThatDiffersIsAGroupOfItsOwn() {
    Requests list =
        Requests.list(ListResources.newBuilder().setKind("deployments").setNamespace(NAMESPACE));

    assertOneDiffers(EndedExecution.succeeded(service, list));
    assertOneDiffers(
        EndedExecution.succeeded(service, Requests.get("deployment", NAMESPACE, "web")));
    List<AnswerGroup> same =
        EndedExecution.succeeded(service, Requests.get("deployment", NAMESPACE, "same"))
            .summary()
            .getAnswerGroupsList();
    assertThat(same).extracting(AnswerGroup::getClusterCount).containsExactly(3);
  }

  private static void assertOneDiffers(EndedExecution ended) {
    assertThat(ended.summary().getAnswerGroupCount()).isEqualTo(2);
    assertThat(ended.summary().getAnswerGroupsList())
        .extracting(AnswerGroup::getClustersList)
        .map(List::copyOf)
        .containsExactly(
            List.of("clusters/cluster-1", "clusters/cluster-2"), List.of("clusters/cluster-3"));
  }

  @Test
  void theCommandLineShowsTheGroupsAndWhatDiffers() throws Exception {
    FleetScript.Output grouped =
        FleetScript.run(service, "execute", "list", "deployments", "-n", NAMESPACE, "--group")
            .succeeded();
    FleetScript.Output diff =
        FleetScript.run(
                service, "execute", "get", "deployment/web", "-n", NAMESPACE, "--group", "--diff")
            .succeeded();

    assertThat(grouped.rows())
        .containsSubsequence(
            "= 2 clusters answered the same cluster-1, cluster-2",
            "≠ 1 cluster answered otherwise cluster-3");
    assertThat(grouped.errors()).contains("See what differs with: fleet show executions/");
    assertThat(diff.rows())
        .containsSubsequence(
            "= 2 clusters answered the same cluster-1, cluster-2",
            "≠ 1 cluster answered otherwise cluster-3",
            "+++ cluster-3: Deployment fleet-drift/web",
            "- - image: nginx:1.25",
            "+ - image: nginx:1.24");
    assertThat(diff.rows()).filteredOn(row -> row.matches("[-+] .*")).hasSize(2);
  }

  @Test
  void anExpectationFailsTheClusterWhereItIsFalse() {
    EndedExecution ended =
        EndedExecution.of(
            service, Requests.get("deployment", NAMESPACE, "web").expecting(EXPECTATION));

    assertThat(ended.result("cluster-1").getState()).isEqualTo(State.STATE_SUCCEEDED);
    assertThat(ended.result("cluster-2").getState()).isEqualTo(State.STATE_SUCCEEDED);
    assertThat(ended.result("cluster-3").getState()).isEqualTo(State.STATE_FAILED);
    assertThat(ended.result("cluster-3").getObjects().getObjectsList()).hasSize(1);
    FailureGroup group = ended.summary().getFailureGroups(0);
    assertThat(group.getClustersList()).containsExactly("clusters/cluster-3");
    assertThat(group.getError().getCode()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(group.getError().getReason()).isEqualTo("EXPECTATION_FAILED");
    assertThat(group.getError().getMessage()).isEqualTo(NOT_MET);
  }

  @Test
  void theCommandLineFailsWithTheExpectation() throws Exception {
    FleetScript.Output output =
        FleetScript.run(
            service, "execute", "get", "deployment/web", "-n", NAMESPACE, "--expect", EXPECTATION);

    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.errors())
        .contains("✗ cluster-3  FAILED  " + NOT_MET, "3 clusters: 2 succeeded, 1 failed");
  }

  @Test
  void anExpectationOfTheWrongTypeIsRefusedWithItsPlace() throws Exception {
    Requests request =
        Requests.get("deployment", NAMESPACE, "web")
            .expecting("object.spec.replicas > 0", "true &&\n  1 + 'a' == 2");
    String violation =
        "line 2, column 5: found no matching overload for '_+_' applied to '(int, string)'";

    Refusal refusal = Refusal.of(() -> service.stub().execute(request.build()).next());
    FleetScript.Output output =
        FleetScript.run(service, "execute", "get", "deployment/web", "--expect", "1 + 'a' == 2");

    assertThat(refusal.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refusal.violations()).containsExactly(Map.entry("spec.expectations[1]", violation));
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.errors())
        .contains("spec.expectations[0]: line 1, column 3: found no matching");
  }
}
