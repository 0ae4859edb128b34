package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.Execution;
import io.grpc.Status;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  // 128 + SIGTERM: the JVM ends by the signal, after its shutdown hooks.
  private static final int ENDED_BY_SIGTERM = 143;
  private static final Requests LIST_PODS =
      Requests.list("pods").attemptTimeout(Duration.ofMinutes(30));

  @TempDir Path directory;
  final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
  FakeCluster cluster;

  @BeforeEach
  void start() {
    cluster = FakeCluster.start(held::add);
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private ServiceProcess service(String gracePeriod) throws IOException {
    String kubeconfig =
        new Kubeconfig()
            .cluster("first", cluster.url())
            .cluster("second", cluster.url())
            .write(directory);
    return ServiceProcess.start(
        Map.of("KUBECONFIG", kubeconfig, "FLEET_SHUTDOWN_GRACE_PERIOD", gracePeriod));
  }

  @Test
  void anExecutionFinishesWithinTheGracePeriodWhileNoneStarts() throws Exception {
    try (var service = service("10m")) {
      var running = ExecutionStream.start(service.channel(), LIST_PODS.on("first").build());
      cluster.awaitPodRequest();

      service.terminate();
      awaitNotReady(service);

      assertDraining(service);
      assertThat(service.status().getDraining()).isTrue();
      assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);
      FakeCluster.json(held.remove(), FakeCluster.podList(""));
      assertThat(running.awaitFinished().getState()).isEqualTo(Execution.State.STATE_SUCCEEDED);
      assertThat(service.awaitEnd(LIMIT)).isTrue();
      assertThat(service.exitCode()).isEqualTo(ENDED_BY_SIGTERM);
    }
  }

  @Test
  void anExecutionThatOutlastsTheGracePeriodStillTellsItsSummary() throws Exception {
    try (var service = service("2s")) {
      var running = ExecutionStream.start(service.channel(), LIST_PODS.oneAfterTheOther().build());
      cluster.awaitPodRequest();

      service.terminate();

      Execution finished = running.awaitFinished();
      assertThat(finished.getState()).isEqualTo(Execution.State.STATE_CANCELLED);
      assertThat(finished.getStateReason()).contains("shutting down");
      assertThat(finished.getSummary().getClusterCounts().getCompletedCount()).isEqualTo(2);
      assertThat(running.result("first").getState()).isEqualTo(State.STATE_CANCELLED);
      assertThat(running.result("second").getState()).isEqualTo(State.STATE_NOT_ATTEMPTED);
      assertThat(service.awaitEnd(LIMIT)).isTrue();
      assertThat(service.exitCode()).isEqualTo(ENDED_BY_SIGTERM);
    }
  }

  @Test
  void anIdleServiceEndsAtOnceWhateverItsGracePeriod() throws Exception {
    try (var service = service("10m")) {
      service.terminate();

      assertThat(service.awaitEnd(LIMIT)).isTrue();
      assertThat(service.exitCode()).isEqualTo(ENDED_BY_SIGTERM);
    }
  }

  private static void awaitNotReady(ServiceProcess service) {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              var ready = service.get("/q/health/ready");
              assertThat(ready.statusCode()).isEqualTo(503);
              assertThat(ready.body()).contains("DOWN");
            });
  }

  /** Readiness may be down a moment before the service drains. */
  private static void assertDraining(ServiceProcess service) {
    Awaitility.await().atMost(LIMIT).until(() -> service.status().getDraining());
    Refusal refusal = Refusal.of(() -> service.stub().execute(LIST_PODS.build()).next());
    assertThat(refusal.code()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(refusal.reason()).isEqualTo("DRAINING");
  }
}
