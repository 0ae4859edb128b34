package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.NatsServer;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import io.fleetexecutor.v1.Execution;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with the same executions, in one NATS. */
class ReplicasIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int CLUSTERS = 600;

  @TempDir Path directory;
  NatsServer nats;
  CountingFleet fleet;
  Path kubeconfig;
  ServiceProcess one;
  ServiceProcess other;

  @BeforeEach
  void start() throws Exception {
    nats = NatsServer.start(directory.resolve("nats"));
    fleet = CountingFleet.start(CLUSTERS);
    kubeconfig = fleet.kubeconfig(directory);
    one = ServiceProcess.replica(nats, kubeconfig);
    other = ServiceProcess.replica(nats, kubeconfig);
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
    fleet.close();
    nats.close();
  }

  private static ExecuteRequest readAll() {
    return Requests.get("pods", "default", "web")
        .parallel(2)
        .onDisconnect(DisconnectAction.DISCONNECT_ACTION_CONTINUE)
        .build();
  }

  private ExecutionStream startAndAwait(int results) {
    var stream = ExecutionStream.start(one.channel(), readAll());
    stream.awaitResults(results);
    return stream;
  }

  private void assertWhole(ExecutionStream stream, Execution.State state) {
    Execution finished = stream.awaitFinished();
    assertThat(finished.getState())
        .as(
            "%s",
            stream.resultsInOrder().stream()
                .filter(result -> result.getState() != ClusterResult.State.STATE_SUCCEEDED)
                .limit(3)
                .toList())
        .isEqualTo(state);
    assertThat(finished.getSummary().getClusterCounts().getTotalCount()).isEqualTo(CLUSTERS);
    assertThat(other.executions().get(stream.execution())).isEqualTo(finished);
  }

  @Test
  void everyReplicaTellsOfAndControlsWhatAnotherRuns() {
    var stream = startAndAwait(5);
    var seen = ExecutionStream.watch(other.channel(), stream.execution(), 1);
    seen.awaitResults(5);

    assertThat(other.executions().pause(stream.execution(), "lunch").getState())
        .isEqualTo(Execution.State.STATE_PAUSED);
    assertThat(other.executions().list("state = PAUSED"))
        .extracting(Execution::getName)
        .containsExactly(stream.execution());
    assertThat(other.executions().resume(stream.execution(), "").getState())
        .isEqualTo(Execution.State.STATE_RUNNING);
    assertThat(Refusal.of(() -> other.executions().resume(stream.execution(), "")).reason())
        .isEqualTo("EXECUTION_NOT_PAUSED");
    other.executions().cancel(stream.execution(), "enough");

    assertWhole(stream, Execution.State.STATE_CANCELLED);
    assertWhole(seen, Execution.State.STATE_CANCELLED);
    assertThat(seen.facts()).isEqualTo(stream.facts());
  }

  @Test
  void anotherReplicaFinishesWhatAKilledOneRan() throws Exception {
    var stream = startAndAwait(20);
    var seen = ExecutionStream.watch(other.channel(), stream.execution(), 1);

    one.kill();

    assertWhole(seen, Execution.State.STATE_SUCCEEDED);
    assertThat(seen.facts().subList(0, stream.facts().size())).isEqualTo(stream.facts());
  }

  @Test
  void aReplicaThatWasPausedDoesNoHarmWhenItGoesOn() throws Exception {
    var stream = startAndAwait(20);
    var seen = ExecutionStream.watch(other.channel(), stream.execution(), 1);
    one.signal("STOP");
    Awaitility.await().atMost(LIMIT).until(() -> other.log().contains("goes on with execution"));
    one.signal("CONT");

    assertWhole(seen, Execution.State.STATE_SUCCEEDED);
    // It reads on, as the log goes on.
    assertWhole(stream, Execution.State.STATE_SUCCEEDED);
    assertThat(stream.facts()).isEqualTo(seen.facts());
  }

  @Test
  void executionsOutliveTheKillOfNats() throws Exception {
    var stream = startAndAwait(20);
    nats.kill();

    var refused = ExecutionStream.start(other.channel(), readAll());
    assertThat(refused.awaitStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);

    nats.restart();
    assertWhole(stream, Execution.State.STATE_SUCCEEDED);
    assertThat(other.executions().results(stream.execution()))
        .extracting(ClusterResult::getCluster)
        .hasSize(CLUSTERS)
        .doesNotHaveDuplicates();
  }

  @Test
  void anotherReplicaGoesOnWithWhatADrainingOneRanAndNothingIsRepeated() throws Exception {
    var stream = startAndAwait(20);
    var seen = ExecutionStream.watch(other.channel(), stream.execution(), 1);

    one.stop();

    assertWhole(seen, Execution.State.STATE_SUCCEEDED);
    assertThat(seen.resultsInOrder()).extracting(ClusterResult::getAttemptCount).containsOnly(1);
    assertThat(fleet.all().served()).isEqualTo(CLUSTERS);
  }

  @Test
  void whatIsPausedIsLedByAnotherOnceItsReplicaEnds() throws Exception {
    var stream = startAndAwait(5);
    one.executions().pause(stream.execution(), "");
    one.stop();

    Awaitility.await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> other.executions().resume(stream.execution(), "") != null);
    assertWhole(
        ExecutionStream.watch(other.channel(), stream.execution(), 1),
        Execution.State.STATE_SUCCEEDED);
  }
}
