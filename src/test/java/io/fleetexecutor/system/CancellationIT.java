package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Status;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way a call can end before its execution does. */
class CancellationIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  // So long that it cannot be what ends the requests to the cluster.
  private static final Requests LIST_PODS =
      Requests.list("pods").attemptTimeout(Duration.ofMinutes(30));

  @TempDir Path directory;
  FakeCluster cluster;
  ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    cluster = FakeCluster.thatHangs();
    String kubeconfig = new Kubeconfig().cluster("hangs", cluster.url()).write(directory);
    service = ServiceProcess.start(Map.of("KUBECONFIG", kubeconfig));
  }

  @AfterEach
  void stop() {
    service.close();
    cluster.close();
  }

  @Test
  void aClientThatCancelsEndsTheRequestsToClusters() {
    var stream = ExecutionStream.start(service.channel(), LIST_PODS.build());
    awaitUnderWay();

    stream.cancel();

    awaitNothingLeft();
    assertThat(stream.awaitStatus().getCode()).isEqualTo(Status.Code.CANCELLED);
  }

  @Test
  void theDeadlineOfTheCallEndsTheRequestsToClusters() {
    var options = CallOptions.DEFAULT.withDeadlineAfter(5, TimeUnit.SECONDS);
    var stream = ExecutionStream.start(service.channel(), LIST_PODS.build(), options);
    awaitUnderWay();

    awaitNothingLeft();
    assertThat(stream.awaitStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
  }

  @Test
  void aClientThatIsKilledEndsTheRequestsToClusters() throws Exception {
    Process client =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                "target/quarkus-app/quarkus-run.jar",
                "execute",
                "list",
                "pods",
                "--attempt-timeout=30m",
                "--server=127.0.0.1:" + service.port())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(directory.resolve("client.log").toFile()))
            .start();
    awaitUnderWay();

    client.destroyForcibly().waitFor();

    awaitNothingLeft();
  }

  @Test
  void aBrowserWhoseConnectionIsLostEndsTheRequestsToClusters() throws Exception {
    try (var browser = LostClient.execute(service, LIST_PODS.build())) {
      awaitUnderWay();
    }
    awaitNothingLeft();
  }

  @Test
  void oneCallEndsAndAnotherOnTheSameConnectionGoesOn() {
    var first = ExecutionStream.start(service.channel(), LIST_PODS.build());
    var second = ExecutionStream.start(service.channel(), LIST_PODS.build());
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(cluster.openConnections()).isEqualTo(2));

    first.cancel();

    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(cluster.openConnections()).isEqualTo(1);
              assertThat(service.status().getRunningExecutionCount()).isEqualTo(1);
            });
    second.cancel();
    awaitNothingLeft();
  }

  private void awaitUnderWay() {
    cluster.awaitPodRequest();
    assertThat(service.status().getRunningExecutionCount()).isEqualTo(1);
    assertThat(service.status().getRunningTaskCount()).isEqualTo(1);
  }

  private void awaitNothingLeft() {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(cluster.openConnections()).isZero();
              assertThat(service.status().getRunningExecutionCount()).isZero();
              assertThat(service.status().getRunningTaskCount()).isZero();
              assertThat(service.status().getQueuedTaskCount()).isZero();
            });
  }
}
