package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelExecutionIT {
  private static final Requests LIST_PODS =
      Requests.list("pods").attemptTimeout(Duration.ofMinutes(30)).oneAfterTheOther();
  private static final String REASON = "the maintenance window is over";

  @TempDir Path directory;
  FakeCluster cluster;
  ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    cluster = FakeCluster.thatHangs();
    String kubeconfig = new Kubeconfig().clusters(2, cluster.url()).write(directory);
    service = ServiceProcess.start(Map.of("KUBECONFIG", kubeconfig));
  }

  @AfterEach
  void stop() {
    service.close();
    cluster.close();
  }

  @Test
  void itEndsTheRequestsToClustersAndTheStreamTellsTheReason() {
    var stream = ExecutionStream.start(service.channel(), LIST_PODS.build());
    stream.awaitStarted("cluster-01");
    cluster.awaitPodRequest();

    Execution answer = service.executions().cancel(stream.execution(), REASON);

    assertThat(answer.getName()).isEqualTo(stream.execution());
    assertThat(answer.getState())
        .isIn(Execution.State.STATE_STOPPING, Execution.State.STATE_CANCELLED);
    Execution finished = stream.awaitFinished();
    assertThat(finished.getState()).isEqualTo(Execution.State.STATE_CANCELLED);
    assertThat(finished.getStateReason()).contains(REASON);
    assertThat(stream.result("cluster-01").getState()).isEqualTo(State.STATE_CANCELLED);
    assertThat(stream.result("cluster-02").getState()).isEqualTo(State.STATE_NOT_ATTEMPTED);
    assertThat(stream.events())
        .filteredOn(ExecutionEvent::hasExecutionStateChanged)
        .extracting(ExecutionEvent::getExecutionStateChanged)
        .singleElement()
        .satisfies(
            changed -> {
              assertThat(changed.getState()).isEqualTo(Execution.State.STATE_STOPPING);
              assertThat(changed.getFinalState()).isEqualTo(Execution.State.STATE_CANCELLED);
              assertThat(changed.getReason()).contains(REASON);
            });
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(cluster.openConnections()).isZero());
    new Kept(service).assertWhole(stream);
  }

  @Test
  void anExecutionThatHasEndedIsAnsweredAsItIs() {
    var stream = ExecutionStream.start(service.channel(), LIST_PODS.build());
    String name = stream.execution();
    service.executions().cancel(name, REASON);
    Execution finished = stream.awaitFinished();

    assertThat(service.executions().cancel(name, "another reason")).isEqualTo(finished);
    assertThat(service.executions().get(name)).isEqualTo(finished);
  }

  @Test
  void whatWasAnsweredHoldsEvenIfTheServiceIsKilledRightAfter() throws Exception {
    var stream = ExecutionStream.start(service.channel(), LIST_PODS.build());
    stream.awaitStarted("cluster-01");

    service.executions().cancel(stream.execution(), REASON);
    service.kill();
    service = service.startAgain();
    stream.resume(service.channel(), LIST_PODS.build());

    Execution finished = stream.awaitFinished();
    assertThat(finished.getState()).isEqualTo(Execution.State.STATE_CANCELLED);
    assertThat(finished.getStateReason()).contains(REASON);
    assertThat(stream.result("cluster-02").getState()).isEqualTo(State.STATE_NOT_ATTEMPTED);
  }
}
