package io.fleetexecutor.system;

import static io.fleetexecutor.system.EndedExecution.changes;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.DeleteResource;
import io.fleetexecutor.v1.FailureGroup;
import io.fleetexecutor.v1.KubernetesObject.Change;
import io.fleetexecutor.v1.ResourceRef;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Changes whose end is waited for, where there are controllers and where there are none. */
@RealClusters
class RolloutIT {
  private static final String NAMESPACE = "fleet-rollout";
  private static final String FULL = "cluster-1";
  private static final String[] WITHOUT_CONTROLLERS = {"cluster-2", "cluster-3"};

  /** Too short for what never comes, and long enough for a change before that. */
  private static final Duration TOO_SHORT = Duration.ofSeconds(5);

  /** Where everything is there already, and is only to be read. */
  private static final Duration SHORTER = Duration.ofSeconds(3);

  private static final String IS_AVAILABLE =
      "object.status.availableReplicas == object.spec.replicas";

  static ServiceProcess service;

  @BeforeAll
  static void start(KubeClusters clusters) throws Exception {
    service = ServiceProcess.on(clusters.kubeconfig());
    EndedExecution.succeeded(service, ChangeRequests.apply(Yaml.namespace(NAMESPACE)));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static ResourceRef deployment(String name) {
    return ChangeRequests.ref("deployment", NAMESPACE, name);
  }

  @Test
  void aRolloutIsAwaitedFromItsFirstPodToItsLast(KubeClusters clusters) throws Exception {
    ResourceRef web = deployment("web");
    try (var byHand = DeploymentByHand.of(clusters, FULL, NAMESPACE, "web")) {
      EndedExecution.succeeded(
          service,
          ChangeRequests.applyAndAwait(Yaml.deployment(NAMESPACE, "web", 2, "nginx:1.25"))
              .on(FULL));
      Set<String> first = byHand.pods();
      assertThat(first).hasSize(2);
      EndedExecution.succeeded(service, ChangeRequests.await(web, IS_AVAILABLE).on(FULL));

      EndedExecution.succeeded(service, ChangeRequests.restartAndAwait(web).on(FULL));
      assertThat(byHand.pods()).hasSize(2).doesNotContainAnyElementsOf(first);

      EndedExecution.succeeded(service, ChangeRequests.scaleAndAwait(web, 0).on(FULL));
      assertThat(byHand.pods()).isEmpty();
      EndedExecution again =
          EndedExecution.succeeded(service, ChangeRequests.scaleAndAwait(web, 0).on(FULL));
      assertThat(again.result(FULL).getChanged()).isFalse();
    }
  }

  @Test
  void theCommandLineWaitsToo(KubeClusters clusters) throws Exception {
    EndedExecution.succeeded(
        service, ChangeRequests.apply(Yaml.deployment(NAMESPACE, "shell", 1, "nginx:1.25")));
    try (var byHand = DeploymentByHand.of(clusters, FULL, NAMESPACE, "shell")) {
      assertThat(fleet("await", "--clusters", FULL, "--for", IS_AVAILABLE).succeeded().rows())
          .contains(FULL + " deployment.apps/shell condition met");
      Set<String> first = byHand.pods();

      assertThat(fleet("restart", "--clusters", FULL, "--wait").succeeded().rows())
          .contains("cluster-1 fleet-rollout deployment.apps/shell configured");
      assertThat(byHand.pods()).hasSize(1).doesNotContainAnyElementsOf(first);
      fleet("scale", "--replicas", "0", "--clusters", FULL, "--wait").succeeded();
      assertThat(byHand.pods()).isEmpty();

      assertThat(fleet("delete", "--wait").succeeded().errors()).contains("3 changed");
      assertThat(byHand.exists()).isFalse();
      assertThat(fleet("delete", "--ignore-not-found").succeeded().rows())
          .contains("cluster-1 fleet-rollout deployment.apps/shell missing");
      FleetScript.Output refused = fleet("delete");
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.errors())
          .contains("✗ cluster-2  FAILED  deployments.apps \"shell\" not found");
    }
  }

  private static FleetScript.Output fleet(String operation, String... options) throws Exception {
    String[] arguments = new String[options.length + 5];
    arguments[0] = "execute";
    arguments[1] = operation;
    arguments[2] = "deployment/shell";
    arguments[3] = "-n";
    arguments[4] = NAMESPACE;
    System.arraycopy(options, 0, arguments, 5, options.length);
    return FleetScript.run(service, arguments);
  }

  @Test
  void aTimeoutTellsWhatWasWaitedForAndThatTheChangeWasMade() {
    EndedExecution first = EndedExecution.of(service, applyStuck(TOO_SHORT));
    EndedExecution second = EndedExecution.of(service, applyStuck(SHORTER));

    assertTimedOut(
        first,
        "cluster timeout of 5s passed while waiting for deployment fleet-rollout/stuck:"
            + " the cluster has not taken notice of its spec yet");
    assertThat(first.results())
        .allSatisfy(
            result -> {
              assertThat(result.getChanged()).isTrue();
              assertThat(result.getOutcomeUnknown()).isFalse();
            });
    assertThat(first.summary().getChangedClusterCount()).isEqualTo(2);
    assertThat(second.results()).allSatisfy(result -> assertThat(result.getChanged()).isFalse());
  }

  private static Requests applyStuck(Duration timeout) {
    return ChangeRequests.applyAndAwait(Yaml.deployment(NAMESPACE, "stuck", 1, "nginx:1.25"))
        .on(WITHOUT_CONTROLLERS)
        .clusterTimeout(timeout);
  }

  @Test
  void aConditionThatIsNotMetIsToldWithTheTimeout() {
    EndedExecution.succeeded(
        service, ChangeRequests.apply(Yaml.deployment(NAMESPACE, "unmet", 1, "nginx:1.25")));

    EndedExecution ended =
        EndedExecution.of(
            service,
            ChangeRequests.await(deployment("unmet"), IS_AVAILABLE)
                .on(WITHOUT_CONTROLLERS)
                .attemptTimeout(SHORTER));

    assertTimedOut(
        ended,
        "attempt timeout of 3s passed while waiting for deployment fleet-rollout/unmet:"
            + " no such key: availableReplicas in: "
            + IS_AVAILABLE);
  }

  private static void assertTimedOut(EndedExecution ended, String message) {
    FailureGroup group = ended.summary().getFailureGroups(0);
    assertThat(ended.summary().getFailureGroupCount()).isEqualTo(1);
    assertThat(group.getState()).isEqualTo(State.STATE_TIMED_OUT);
    assertThat(group.getClustersList()).containsExactly("clusters/cluster-2", "clusters/cluster-3");
    assertThat(group.getError().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
    assertThat(group.getError().getMessage()).isEqualTo(message);
  }

  @Test
  void deletingTwiceFailsUnlessTheObjectMayBeMissing(KubeClusters clusters) throws Exception {
    ResourceRef gone = deployment("gone");
    EndedExecution.succeeded(
        service, ChangeRequests.apply(Yaml.deployment(NAMESPACE, "gone", 1, "nginx:1.25")));
    var awaited = DeleteResource.newBuilder().setRef(gone).setAwaitDeleted(true);
    var tolerant = DeleteResource.newBuilder().setRef(gone).setAllowMissing(true);

    EndedExecution first = EndedExecution.succeeded(service, ChangeRequests.of(awaited));

    assertThat(first.results())
        .hasSize(3)
        .allSatisfy(result -> assertThat(changes(result)).containsExactly(Change.CHANGE_DELETED));
    try (var byHand = DeploymentByHand.of(clusters, FULL, NAMESPACE, "gone")) {
      assertThat(byHand.exists()).isFalse();
      Awaitility.await("the garbage collector removes its pods")
          .atMost(Duration.ofSeconds(60))
          .until(() -> byHand.pods().isEmpty());
    }
    EndedExecution second = EndedExecution.succeeded(service, ChangeRequests.of(tolerant));
    assertThat(second.results())
        .hasSize(3)
        .allSatisfy(
            result -> {
              assertThat(changes(result)).containsExactly(Change.CHANGE_NONE);
              assertThat(result.getChanged()).isFalse();
            });
    EndedExecution third = EndedExecution.failed(service, ChangeRequests.delete(gone), "NOT_FOUND");
    assertThat(third.results())
        .hasSize(3)
        .allSatisfy(
            result -> {
              assertThat(result.getError().getMessage())
                  .isEqualTo("deployments.apps \"gone\" not found");
              assertThat(result.getOutcomeUnknown()).isFalse();
            });
  }
}
