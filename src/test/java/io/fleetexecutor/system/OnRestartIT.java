package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.Execution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of an execution that was running when the service was killed, setting by setting.
 */
class OnRestartIT {
  private static final Requests LIST_PODS =
      Requests.list("pods").attemptTimeout(Duration.ofMinutes(30)).oneAfterTheOther();

  @TempDir Path directory;
  FakeCluster answers;
  FakeCluster held;
  Gate gate;
  ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    gate = new Gate(0, request -> FakeCluster.json(request, FakeCluster.podList("")));
    held = FakeCluster.start(gate);
    answers = FakeCluster.withOnePod();
    String kubeconfig =
        new Kubeconfig()
            .cluster("1-answers", answers.url())
            .cluster("2-held", held.url())
            .cluster("3-waits", answers.url())
            .write(directory);
    service = ServiceProcess.start(Map.of("KUBECONFIG", kubeconfig));
  }

  @AfterEach
  void stop() {
    service.close();
    held.close();
    answers.close();
  }

  private ExecutionStream killInTheMiddle(Map<String, String> settings) throws Exception {
    var stream = ExecutionStream.start(service.channel(), LIST_PODS.build());
    stream.awaitStarted("2-held");
    held.awaitPodRequest();
    service.kill();
    service = service.startAgain(settings);
    stream.resume(service.channel(), LIST_PODS.build());
    return stream;
  }

  @Test
  void itIsCancelledAndKeepsTheResultsThatItHad() throws Exception {
    ExecutionStream stream = killInTheMiddle(Map.of("FLEET_ON_RESTART", "cancel"));

    Execution finished = stream.awaitFinished();
    assertThat(finished.getState()).isEqualTo(Execution.State.STATE_CANCELLED);
    assertThat(finished.getStateReason()).isNotEmpty();
    assertThat(stream.result("1-answers").getState()).isEqualTo(State.STATE_SUCCEEDED);
    assertThat(stream.result("2-held").getState()).isEqualTo(State.STATE_CANCELLED);
    assertThat(stream.result("3-waits").getState()).isEqualTo(State.STATE_NOT_ATTEMPTED);
    assertThat(finished.getSummary().toBuilder().clearWallDuration().build())
        .isEqualTo(new Recount(stream.resultsInOrder()).summary());
    new Kept(service).assertWhole(stream);
  }

  @Test
  void itGoesOnAndTriesTheClusterThatWasUnderWayAgain() throws Exception {
    ExecutionStream stream = killInTheMiddle(Map.of());
    gate.open();

    assertThat(stream.awaitFinished().getState()).isEqualTo(Execution.State.STATE_SUCCEEDED);
    assertThat(stream.result("1-answers").getAttemptCount()).isEqualTo(1);
    assertThat(stream.result("2-held").getAttemptCount()).isEqualTo(2);
    assertThat(stream.result("3-waits").getAttemptCount()).isEqualTo(1);
    assertThat(stream.events())
        .filteredOn(event -> event.hasClusterAttemptFailed())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.getClusterAttemptFailed().getCluster()).isEqualTo("clusters/2-held");
              assertThat(event.getClusterAttemptFailed().getAttempt()).isEqualTo(1);
            });
    new Kept(service).assertWhole(stream);
  }
}
