package io.fleetexecutor.system;

import static io.fleetexecutor.system.EndedExecution.changes;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.KubernetesObject.Change;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is killed while a change is under way in a cluster that hangs. */
@RealClusters
class InterruptedChangeIT {
  private static final String HANGS = "cluster-3";

  @TempDir Path directory;
  KubeClusters clusters;
  ServiceProcess service;

  @BeforeEach
  void start(KubeClusters shared) throws Exception {
    clusters = shared;
    service = ServiceProcess.on(clusters.kubeconfig());
    clusters.freeze(HANGS);
  }

  @AfterEach
  void stop() {
    clusters.thaw(HANGS);
    service.close();
  }

  private static String content(String namespace) {
    return Yaml.documents(
        Yaml.namespace(namespace), Yaml.deployment(namespace, "web", 0, "nginx:1.25"));
  }

  @Test
  void itIsToldAsInterruptedAndNotRunAgainUnlessAskedFor() throws Exception {
    Requests apply = ChangeRequests.apply(content("fleet-interrupted"));
    var stream = ExecutionStream.start(service.channel(), apply.build());
    stream.awaitStarted(HANGS);
    stream.awaitResults(2);

    service.kill();
    service = service.startAgain();
    stream.resume(service.channel(), apply.build());

    EndedExecution ended = EndedExecution.of(stream);
    assertThat(ended.execution().getState()).isEqualTo(Execution.State.STATE_FAILED);
    assertThat(ended.execution().getStateReason())
        .isEqualTo(
            "1 failed cluster, more than the max_failed_clusters of 0; the last one was " + HANGS);
    for (String finished : new String[] {"cluster-1", "cluster-2"}) {
      assertThat(ended.result(finished).getState()).isEqualTo(State.STATE_SUCCEEDED);
      assertThat(changes(ended.result(finished)))
          .containsExactly(Change.CHANGE_CREATED, Change.CHANGE_CREATED);
    }
    ClusterResult interrupted = ended.result(HANGS);
    assertThat(interrupted.getState()).isEqualTo(State.STATE_INTERRUPTED);
    assertThat(interrupted.getOutcomeUnknown()).isTrue();
    assertThat(interrupted.getAttemptCount()).isEqualTo(1);
    new Kept(service).assertWhole(stream);

    clusters.thaw(HANGS);
    EndedExecution retried = EndedExecution.succeeded(service, Requests.retry(stream.execution()));
    assertThat(retried.results())
        .extracting(ClusterResult::getCluster)
        .containsExactly("clusters/" + HANGS);
    assertThat(retried.execution().getRetryOf()).isEqualTo(stream.execution());
    EndedExecution get =
        EndedExecution.succeeded(service, Requests.get("deployment", "fleet-interrupted", "web"));
    assertThat(get.summary().getAnswerGroups(0).getClusterCount()).isEqualTo(3);
  }

  @Test
  void theCommandLineReconnectsAndTellsIt() throws Exception {
    Path file =
        Files.writeString(directory.resolve("all.yaml"), content("fleet-interrupted-shell"));
    FleetScript fleet = FleetScript.start(service, "execute", "apply", "-f", file.toString());
    String execution = awaitExecution();
    var stream = ExecutionStream.watch(service.channel(), execution, 0);
    stream.awaitStarted(HANGS);
    stream.awaitResults(2);

    service.kill();
    service = service.startAgain(Map.of("QUARKUS_HTTP_PORT", Integer.toString(service.port())));
    FleetScript.Output output = fleet.await();

    assertThat(output.exitCode()).isEqualTo(1);
    assertThat(output.rows())
        .contains(
            "cluster-1 fleet-interrupted-shell deployment.apps/web created",
            "cluster-2 fleet-interrupted-shell deployment.apps/web created");
    assertThat(output.errors())
        .contains(
            "reconnecting to " + execution,
            "cluster-3  INTERRUPTED",
            "it may or may not have been done",
            "3 clusters: 2 succeeded, 1 interrupted");
    clusters.thaw(HANGS);
    FleetScript.Output retried = FleetScript.run(service, "retry", execution).succeeded();
    assertThat(retried.rows())
        .contains("cluster-3 fleet-interrupted-shell deployment.apps/web created");
    assertThat(retried.errors()).contains("1 cluster: 1 succeeded, 1 changed");
  }

  private String awaitExecution() {
    return Awaitility.await("the execution started")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                service.executions().list().stream().map(Execution::getName).findFirst().orElse(""),
            name -> !name.isEmpty());
  }
}
