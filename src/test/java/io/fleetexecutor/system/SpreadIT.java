package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.NatsServer;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import io.fleetexecutor.v1.Execution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One execution, whose clusters are served by two processes. */
class SpreadIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int CLUSTERS = 40;
  private static final int LARGE = 3 << 20;

  @TempDir Path directory;
  int annotation = 1;
  final Gate gate =
      new Gate(
          0, request -> FakeCluster.json(request, FakeCluster.pod("web", "x".repeat(annotation))));
  NatsServer nats;
  FakeCluster clusters;
  ServiceProcess leader;
  ServiceProcess other;

  @BeforeEach
  void start() throws Exception {
    nats = NatsServer.start(directory.resolve("nats"));
    clusters = FakeCluster.start(gate);
    Path kubeconfig = Path.of(new Kubeconfig().clusters(CLUSTERS, clusters.url()).write(directory));
    leader = ServiceProcess.replica(nats, kubeconfig);
    other = ServiceProcess.replica(nats, kubeconfig);
  }

  @AfterEach
  void stop() {
    leader.close();
    other.close();
    clusters.close();
    nats.close();
  }

  private static ExecuteRequest.Builder all(Requests requests) {
    return requests
        .parallel(CLUSTERS)
        .onDisconnect(DisconnectAction.DISCONNECT_ACTION_CONTINUE)
        .build()
        .toBuilder();
  }

  private static ExecuteRequest read() {
    return all(Requests.get("pods", "default", "web")).build();
  }

  private static ExecuteRequest change() {
    ExecuteRequest.Builder change =
        all(ChangeRequests.raw("POST", "/api/v1/namespaces/default/pods/web"));
    change
        .getSpecBuilder()
        .getRolloutPolicyBuilder()
        .setMaxFailedClusters(CountOrPercent.newBuilder().setPercent(100));
    return change.build();
  }

  /** Until both are in the midst of it. */
  private ExecutionStream startAndSpread(ExecuteRequest request) {
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> leader.log().contains("1 other replica lends workers"));
    var stream = ExecutionStream.start(leader.channel(), request);
    clusters.awaitPodRequests(CLUSTERS);
    assertThat(leader.status().getRunningTaskCount()).isPositive();
    assertThat(other.status().getRunningTaskCount()).isPositive();
    assertThat(leader.status().getRunningTaskCount() + other.status().getRunningTaskCount())
        .isEqualTo(CLUSTERS);
    return stream;
  }

  private static List<ClusterResult> succeeded(ExecutionStream stream) {
    return stream.resultsInOrder().stream()
        .filter(result -> result.getState() == State.STATE_SUCCEEDED)
        .toList();
  }

  @Test
  void everyReplicaServesItsPartAndNoClusterIsAskedTwice() {
    var stream = startAndSpread(read());
    gate.open();

    assertThat(stream.awaitFinished().getState()).isEqualTo(Execution.State.STATE_SUCCEEDED);
    assertThat(clusters.podRequests()).isEqualTo(CLUSTERS);
    assertThat(stream.resultsInOrder())
        .allSatisfy(result -> assertThat(result.getObjects().getObjectsCount()).isOne());
    Awaitility.await().atMost(LIMIT).until(() -> other.status().getRunningTaskCount() == 0);
  }

  @Test
  void cancellingEndsWhatRunsAnywhere() {
    var stream = startAndSpread(read());
    leader.executions().cancel(stream.execution(), "enough");

    assertThat(stream.awaitFinished().getState()).isEqualTo(Execution.State.STATE_CANCELLED);
    Awaitility.await().atMost(LIMIT).until(() -> clusters.openConnections() == 0);
    assertThat(other.status().getRunningTaskCount()).isZero();
  }

  @Test
  void readsOfAReplicaThatDiesAreMadeAgain() throws Exception {
    var stream = startAndSpread(read());
    int lost = other.status().getRunningTaskCount();
    other.kill();
    clusters.awaitPodRequests(CLUSTERS + lost);
    gate.open();

    assertThat(stream.awaitFinished().getState()).isEqualTo(Execution.State.STATE_SUCCEEDED);
    assertThat(stream.resultsInOrder())
        .filteredOn(result -> result.getAttemptCount() == 2)
        .hasSize(lost);
    assertThat(clusters.podRequests()).isEqualTo(CLUSTERS + lost);
  }

  @Test
  void changesOfAReplicaThatDiesAreInterrupted() throws Exception {
    var stream = startAndSpread(change());
    int lost = other.status().getRunningTaskCount();
    other.kill();
    stream.awaitResults(lost);
    gate.open();

    assertThat(stream.awaitFinished().getState())
        .isEqualTo(Execution.State.STATE_COMPLETED_WITH_FAILURES);
    assertThat(stream.resultsInOrder())
        .filteredOn(result -> result.getState() == State.STATE_INTERRUPTED)
        .hasSize(lost)
        .allSatisfy(
            result -> {
              assertThat(result.getOutcomeUnknown()).isTrue();
              assertThat(result.getError().getReason()).isEqualTo("REPLICA_LOST");
            });
    assertThat(succeeded(stream)).hasSize(CLUSTERS - lost);
    assertThat(clusters.podRequests()).isEqualTo(CLUSTERS);
  }

  @Test
  void aPausedReplicaIsLostAndDoesNoHarmWhenItGoesOn() throws Exception {
    var stream = startAndSpread(change());
    int lost = other.status().getRunningTaskCount();
    other.signal("STOP");
    stream.awaitResults(lost);
    other.signal("CONT");
    gate.open();

    stream.awaitFinished();
    assertThat(succeeded(stream)).hasSize(CLUSTERS - lost);
    assertThat(clusters.podRequests()).isEqualTo(CLUSTERS);
    Awaitility.await().atMost(LIMIT).until(() -> other.status().getRunningTaskCount() == 0);
  }

  @Test
  void aReplicaThatDrainsEndsWhatItHasBegun() throws Exception {
    var stream = startAndSpread(change());
    other.terminate();
    Awaitility.await().atMost(LIMIT).until(() -> other.get("/q/health/ready").statusCode() == 503);
    gate.open();

    stream.awaitFinished();
    assertThat(stream.resultsInOrder())
        .allSatisfy(result -> assertThat(result.getState()).isEqualTo(State.STATE_SUCCEEDED));
    assertThat(clusters.podRequests()).isEqualTo(CLUSTERS);
    assertThat(other.awaitEnd(LIMIT)).isTrue();
  }

  @Test
  void aNewLeaderEndsWhatTheOldOneHadOthersDo() throws Exception {
    var stream = startAndSpread(change());
    leader.kill();

    var seen = ExecutionStream.watch(other.channel(), stream.execution(), 1);
    assertThat(seen.awaitFinished().getState())
        .isEqualTo(Execution.State.STATE_COMPLETED_WITH_FAILURES);
    assertThat(seen.resultsInOrder())
        .hasSize(CLUSTERS)
        .allSatisfy(result -> assertThat(result.getState()).isEqualTo(State.STATE_INTERRUPTED));
    Awaitility.await().atMost(LIMIT).until(() -> other.status().getRunningTaskCount() == 0);
    Awaitility.await().atMost(LIMIT).until(() -> clusters.openConnections() == 0);
  }

  @Test
  void answersThatAreLargerThanAMessageOfNatsComeWhole() {
    annotation = LARGE;
    ExecuteRequest.Builder request = read().toBuilder();
    request.getSpecBuilder().getOutputPolicyBuilder().setMaxOutputBytes(LARGE + 1_000);
    var stream = startAndSpread(request.build());
    gate.open();

    assertThat(stream.awaitFinished().getState()).isEqualTo(Execution.State.STATE_SUCCEEDED);
    assertThat(stream.resultsInOrder())
        .hasSize(CLUSTERS)
        .allSatisfy(
            result ->
                assertThat(result.getObjects().getObjects(0).getJson()).hasSizeGreaterThan(LARGE));
  }

  @Test
  void whatNatsLosesWhileItRestartsIsMadeUpFor() {
    var stream = startAndSpread(change());
    nats.kill();
    gate.open();
    nats.restart();

    assertThat(stream.awaitFinished().getState()).isEqualTo(Execution.State.STATE_SUCCEEDED);
    assertThat(clusters.podRequests()).isEqualTo(CLUSTERS);
  }
}
