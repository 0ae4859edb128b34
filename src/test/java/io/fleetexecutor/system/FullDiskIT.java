package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A disk without room ends what runs on it in order, and loses nothing that was told. */
@EnabledIf(
    value = "io.fleetexecutor.system.Tmpfs#isAllowed",
    disabledReason = "a file system that can be filled takes the right to mount one")
class FullDiskIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int CLUSTERS = 20;
  private static final int ANSWERED = 5;
  // Each result alone is more than what a file has left in its last page.
  private static final String POD = FakeCluster.pod("web", "x".repeat(150_000));
  private static final Requests LIST_PODS =
      Requests.list("pods").attemptTimeout(Duration.ofMinutes(30)).parallel(5);

  @TempDir Path directory;
  final Gate gate =
      new Gate(ANSWERED, request -> FakeCluster.json(request, FakeCluster.podList(POD)));
  FakeCluster held;
  FakeCluster answers;
  Tmpfs disk;
  ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    disk = Tmpfs.mount(Files.createDirectory(directory.resolve("disk")), "8m");
    held = FakeCluster.start(gate);
    answers = FakeCluster.withOnePod();
    String kubeconfig =
        new Kubeconfig()
            .clusters(CLUSTERS, held.url())
            .cluster("other", answers.url())
            .write(directory);
    service =
        ServiceProcess.start(
            Map.of(
                "KUBECONFIG",
                kubeconfig,
                "FLEET_DATA_DIR",
                disk.directory().toString(),
                "FLEET_MIN_FREE_BYTES",
                "1"));
  }

  @AfterEach
  void stop() {
    service.close();
    held.close();
    answers.close();
    disk.close();
  }

  private ExecutionStream startOnTheOther() {
    return ExecutionStream.start(service.channel(), LIST_PODS.on("other").build());
  }

  @Test
  void anExecutionEndsAsStatedAndTheServiceWorksAgainOnceThereIsRoom() throws Exception {
    ExecutionStream earlier = startOnTheOther();
    earlier.awaitFinished();
    var running =
        ExecutionStream.start(service.channel(), LIST_PODS.except(List.of("other")).build());
    running.awaitResults(ANSWERED);
    running.awaitStarts(ANSWERED + 5);

    disk.fill();
    gate.open();

    assertFull(running.awaitRefusal());
    // What did not fit left some room.
    disk.fill();
    assertFull(startOnTheOther().awaitRefusal());
    assertThat(service.get("/q/health/live").statusCode()).isEqualTo(200);

    disk.free();
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(service.executions().get(running.execution()).getState())
                    .isEqualTo(Execution.State.STATE_CANCELLED));
    assertEndedInOrder(running);
    ExecutionStream later = startOnTheOther();
    assertThat(later.awaitFinished().getState()).isEqualTo(Execution.State.STATE_SUCCEEDED);
    new Kept(service).assertWhole(earlier);
    new Kept(service).assertWhole(later);
  }

  private void assertEndedInOrder(ExecutionStream received) {
    var replayed = ExecutionStream.watch(service.channel(), received.execution(), 0);
    Execution finished = replayed.awaitFinished();
    assertThat(finished.getState()).isEqualTo(Execution.State.STATE_CANCELLED);
    assertThat(finished.getStateReason()).containsIgnoringCase("full");
    assertThat(finished.getSummary().toBuilder().clearWallDuration().build())
        .isEqualTo(new Recount(replayed.resultsInOrder()).summary());
    assertThat(replayed.results()).hasSize(CLUSTERS);
    List<ExecutionEvent> told = received.facts();
    Kept.assertSameFacts(replayed.facts().subList(0, told.size()), told);
    new Kept(service).assertWhole(replayed);
  }

  private static void assertFull(Refusal refusal) {
    assertThat(refusal.code()).as(refusal.message()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(refusal.reason()).isEqualTo("LOG_FULL");
  }
}
