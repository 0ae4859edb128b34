package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSummary;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RealClusters
class FailingClustersIT {
  private static final Requests LIST_PODS =
      Requests.list("pods").attemptTimeout(Duration.ofSeconds(8));

  KubeClusters clusters;
  ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    clusters = KubeClusters.start(3, 2);
    service = ServiceProcess.on(clusters.kubeconfig());
  }

  @AfterEach
  void stop() {
    service.close();
    clusters.close();
  }

  @Test
  void oneClusterIsFrozenAndOneKilledBeforeAnExecution() {
    clusters.freeze("cluster-2");
    clusters.kill("cluster-3");

    var stream = ExecutionStream.start(service.channel(), LIST_PODS.build());

    assertOneSucceededOneTimedOutOneUnreachable(stream);
    assertThat(stream.result("cluster-3").getError().getReason()).isEqualTo("CONNECTION_REFUSED");
  }

  @Test
  void oneClusterIsFrozenAndOneKilledWhileTheExecutionWaitsForThem() {
    // Frozen first, so that no answer can come before the kill.
    clusters.freeze("cluster-2");
    clusters.freeze("cluster-3");
    var stream = ExecutionStream.start(service.channel(), LIST_PODS.build());
    stream.awaitStarted("cluster-3");

    clusters.kill("cluster-3");

    assertOneSucceededOneTimedOutOneUnreachable(stream);
  }

  @Test
  void clustersFailOnConnectionsThatServedBefore() {
    ExecutionStream.start(service.channel(), LIST_PODS.build()).awaitFinished();
    clusters.freeze("cluster-2");
    clusters.freeze("cluster-3");
    var stream = ExecutionStream.start(service.channel(), LIST_PODS.build());
    stream.awaitStarted("cluster-3");

    clusters.kill("cluster-3");

    assertOneSucceededOneTimedOutOneUnreachable(stream);
  }

  private static void assertOneSucceededOneTimedOutOneUnreachable(ExecutionStream stream) {
    Execution finished = stream.awaitFinished();
    assertThat(stream.results()).hasSize(3);
    assertThat(stream.result("cluster-1").getState()).isEqualTo(State.STATE_SUCCEEDED);
    ClusterResult frozen = stream.result("cluster-2");
    assertThat(frozen.getState()).isEqualTo(State.STATE_TIMED_OUT);
    assertThat(frozen.getError().getReason()).isEqualTo("ATTEMPT_TIMEOUT");
    assertThat(frozen.getError().getMessage()).isEqualTo("attempt timeout of 8s passed");
    ClusterResult killed = stream.result("cluster-3");
    assertThat(killed.getState()).as("%s", killed).isEqualTo(State.STATE_UNREACHABLE);
    assertThat(killed.getError().getCode()).isEqualTo(Code.UNAVAILABLE);
    assertThat(finished.getState()).isEqualTo(Execution.State.STATE_COMPLETED_WITH_FAILURES);
    assertSummary(finished.getSummary());
  }

  private static void assertSummary(ExecutionSummary summary) {
    var counts = summary.getClusterCounts();
    assertThat(counts.getTotalCount()).isEqualTo(3);
    assertThat(counts.getCompletedCount()).isEqualTo(3);
    assertThat(counts.getRunningCount()).isZero();
    assertThat(counts.getSucceededCount()).isEqualTo(1);
    assertThat(counts.getTimedOutCount()).isEqualTo(1);
    assertThat(counts.getUnreachableCount()).isEqualTo(1);
    assertThat(summary.getSuccessRate()).isEqualTo(1.0 / 3);
    assertThat(summary.getFailureRate()).isEqualTo(2.0 / 3);
  }
}
