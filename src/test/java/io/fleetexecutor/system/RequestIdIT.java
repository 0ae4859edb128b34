package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import io.fleetexecutor.v1.Execution;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a client that lost its call finds its execution again. */
class RequestIdIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Requests LIST_PODS =
      Requests.list("pods").attemptTimeout(Duration.ofMinutes(30));

  @TempDir Path directory;
  final UUID requestId = UUID.randomUUID();
  final Gate gate = new Gate(0, request -> FakeCluster.json(request, FakeCluster.podList("")));
  FakeCluster cluster;
  ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    cluster = FakeCluster.start(gate);
    String kubeconfig = new Kubeconfig().clusters(2, cluster.url()).write(directory);
    service = ServiceProcess.start(Map.of("KUBECONFIG", kubeconfig));
  }

  @AfterEach
  void stop() {
    service.close();
    cluster.close();
  }

  @Test
  void anExecutionGoesOnWithoutItsClientWhereItWasAskedTo() throws Exception {
    Requests requests =
        LIST_PODS.id(requestId).onDisconnect(DisconnectAction.DISCONNECT_ACTION_CONTINUE);
    // The last one is closed first.
    try (var cancels = LostClient.execute(service, LIST_PODS.displayName("cancels").build());
        var continues = LostClient.execute(service, requests.displayName("continues").build())) {
      awaitRunning(2);
    }
    // That the second one to be lost has ended tells that both losses were seen.
    awaitRunning(1);
    assertThat(service.executions().list("state = RUNNING"))
        .extracting(execution -> execution.getSpec().getDisplayName())
        .containsExactly("continues");

    var attached =
        ExecutionStream.start(service.channel(), requests.displayName("continues").build());
    attached.awaitStarts(2);
    gate.open();

    assertThat(attached.awaitFinished().getState()).isEqualTo(Execution.State.STATE_SUCCEEDED);
    assertThat(service.executions().list()).hasSize(2);
  }

  private void awaitRunning(int executions) {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(service.status().getRunningExecutionCount()).isEqualTo(executions));
  }

  @Test
  void theSameRequestAttachesWhileItRunsAndAfterItsEnd() {
    var first = ExecutionStream.start(service.channel(), LIST_PODS.id(requestId).build());
    first.awaitStarts(2);
    var second = ExecutionStream.start(service.channel(), LIST_PODS.id(requestId).build());
    second.awaitStarts(2);
    gate.open();
    first.awaitFinished();
    second.awaitFinished();
    var third = ExecutionStream.start(service.channel(), LIST_PODS.id(requestId).build());
    third.awaitFinished();

    Kept.assertSameFacts(second.facts(), first.facts());
    Kept.assertSameFacts(third.facts(), first.facts());
    assertThat(service.executions().list()).hasSize(1);
  }

  @Test
  void aCallThatAttachedTakesTheExecutionWithItWhereItSaysSo() {
    Requests requests = LIST_PODS.id(requestId);
    var first =
        ExecutionStream.start(
            service.channel(),
            requests.onDisconnect(DisconnectAction.DISCONNECT_ACTION_CONTINUE).build());
    first.awaitStarts(2);
    var second =
        ExecutionStream.start(
            service.channel(),
            requests.onDisconnect(DisconnectAction.DISCONNECT_ACTION_CANCEL).build());
    second.awaitStarts(2);

    second.cancel();

    assertThat(first.awaitFinished().getState()).isEqualTo(Execution.State.STATE_CANCELLED);
  }

  @Test
  void anotherRequestWithTheSameIdIsRefused() {
    gate.open();
    ExecutionStream.start(service.channel(), LIST_PODS.id(requestId).build()).awaitFinished();

    Refusal refusal =
        ExecutionStream.start(
                service.channel(), LIST_PODS.id(requestId).displayName("another").build())
            .awaitRefusal();

    assertThat(refusal.code()).isEqualTo(Status.Code.ALREADY_EXISTS);
    assertThat(refusal.reason()).isEqualTo("REQUEST_ID_REUSED");
    assertThat(refusal.message()).contains(requestId.toString());
    assertThat(service.executions().list()).hasSize(1);
  }
}
