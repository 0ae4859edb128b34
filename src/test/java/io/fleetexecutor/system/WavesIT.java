package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Durations;
import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.Execution.State;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.ExecutionStateChanged;
import io.fleetexecutor.v1.Wave;
import io.fleetexecutor.v1.WaveStarted;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rollout that is killed wherever it waits goes on from there. */
class WavesIT {
  private static final int CLUSTERS = 40;
  private static final Wave CANARY =
      Wave.newBuilder()
          .setDisplayName("canary")
          .setSize(CountOrPercent.newBuilder().setCount(1))
          .setApprovalRequired(true)
          .build();
  private static final Wave TENTH =
      Wave.newBuilder()
          .setSize(CountOrPercent.newBuilder().setPercent(10))
          .setSoakDuration(Durations.fromSeconds(8))
          .build();
  private static final Requests IN_WAVES =
      Requests.checkHealth()
          .parallel(20)
          .waves(CANARY, TENTH)
          .onDisconnect(DisconnectAction.DISCONNECT_ACTION_CONTINUE);

  ServiceProcess service;
  String name;

  @BeforeEach
  void start() throws Exception {
    service = ServiceProcess.start(Map.of("FLEET_DEMO_CLUSTERS", Integer.toString(CLUSTERS)));
    name = ExecutionStream.start(service.channel(), IN_WAVES.build()).execution();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void killsWhileItWaitsForApprovalDuringItsSoakAndBetweenItsWavesLoseNothing() throws Exception {
    awaitReason("waits for approval");
    killAndStartAgain();
    Execution waiting = awaitReason("waits for approval");
    assertThat(waiting.getSummary().getClusterCounts().getCompletedCount()).isEqualTo(1);
    assertThat(service.executions().list("state = PAUSED"))
        .extracting(Execution::getName)
        .containsExactly(name);

    service.executions().resume(name, "looks good");
    killAndStartAgain();

    Execution soaking = awaitReason("after its soak");
    killAndStartAgain();
    assertThat(awaitReason("after its soak").getStateReason()).isEqualTo(soaking.getStateReason());

    ExecutionStream stream = ExecutionStream.watch(service.channel(), name, 0);
    stream.awaitStarts(6);
    killAndStartAgain();
    stream = ExecutionStream.watch(service.channel(), name, 0);
    Execution finished = stream.awaitFinished();

    assertThat(finished.getState()).isEqualTo(State.STATE_COMPLETED_WITH_FAILURES);
    assertThat(stream.results()).hasSize(CLUSTERS);
    assertThat(waves(stream.events())).containsExactly("0 canary 1", "1 wave 2 4", "2 rest 35");
    assertThat(stream.events())
        .filteredOn(ExecutionEvent::hasExecutionStateChanged)
        .extracting(ExecutionEvent::getExecutionStateChanged)
        .filteredOn(changed -> !changed.getCaller().isEmpty())
        .singleElement()
        .satisfies(WavesIT::assertApproval);
    assertOneWaveAfterTheOther(stream.events());
  }

  private static void assertApproval(ExecutionStateChanged approval) {
    assertThat(approval.getState()).isEqualTo(State.STATE_RUNNING);
    assertThat(approval.getCaller()).isEqualTo("anonymous");
    assertThat(approval.getReason()).isEqualTo("looks good");
  }

  @Test
  void aPauseOutlivesAKillAndAShutdown() throws Exception {
    awaitReason("waits for approval");
    service.executions().resume(name, "");
    assertThat(service.executions().pause(name, "an alert").getStateReason())
        .isEqualTo("paused by anonymous: an alert");

    killAndStartAgain();
    assertThat(awaitReason("an alert").getState()).isEqualTo(State.STATE_PAUSED);
    Awaitility.await().until(() -> service.status().getRunningTaskCount() == 0);
    service.stop();
    service = service.startAgain();

    awaitReason("an alert");
    service.executions().resume(name, "all clear");
    ExecutionStream stream = ExecutionStream.watch(service.channel(), name, 0);
    assertThat(stream.awaitFinished().getState()).isEqualTo(State.STATE_COMPLETED_WITH_FAILURES);
    assertThat(stream.results()).hasSize(CLUSTERS);
  }

  @Test
  void aShutdownIsNoDisconnect() throws Exception {
    var attached =
        ExecutionStream.start(service.channel(), Requests.checkHealth().waves(CANARY).build());
    name = attached.execution();
    awaitReason("waits for approval");

    service.terminate();
    assertThat(attached.awaitStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    service.stop();
    service = service.startAgain();

    assertThat(awaitReason("waits for approval").getState()).isEqualTo(State.STATE_PAUSED);
  }

  @Test
  void whatDoesNotWaitCannotBeResumed() {
    awaitReason("waits for approval");
    service.executions().cancel(name, "enough");
    ExecutionStream.watch(service.channel(), name, 0).awaitFinished();

    assertThatThrownBy(() -> service.executions().resume(name, ""))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            failure ->
                assertThat(failure.getStatus().getCode())
                    .isEqualTo(Status.Code.FAILED_PRECONDITION));
    assertThat(service.executions().pause(name, "").getState()).isEqualTo(State.STATE_CANCELLED);
  }

  private Execution awaitReason(String part) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> service.executions().get(name),
            execution -> execution.getStateReason().contains(part));
  }

  private void killAndStartAgain() throws Exception {
    service.kill();
    service = service.startAgain();
  }

  private static List<String> waves(List<ExecutionEvent> events) {
    return events.stream()
        .filter(ExecutionEvent::hasWaveStarted)
        .map(ExecutionEvent::getWaveStarted)
        .map(WavesIT::text)
        .toList();
  }

  private static String text(WaveStarted wave) {
    return "%d %s %d".formatted(wave.getWaveIndex(), wave.getDisplayName(), wave.getClusterCount());
  }

  private static void assertOneWaveAfterTheOther(List<ExecutionEvent> events) {
    int running = 0;
    for (ExecutionEvent event : events) {
      if (event.hasWaveStarted()) {
        assertThat(running).isZero();
      } else if (event.hasClusterStarted()) {
        running++;
      } else if (event.hasClusterFinished()) {
        running--;
      }
    }
  }
}
