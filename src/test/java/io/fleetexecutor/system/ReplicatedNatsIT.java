package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.NatsCluster;
import io.fleetexecutor.testing.NatsServer;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import io.fleetexecutor.v1.Execution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on three nats-servers, each of which is killed in turn, the leaders among them. */
class ReplicatedNatsIT {
  private static final int CLUSTERS = 600;

  @TempDir Path directory;
  NatsCluster nats;
  CountingFleet fleet;
  ServiceProcess one;
  ServiceProcess other;

  @BeforeEach
  void start() throws Exception {
    nats = NatsCluster.start(directory.resolve("nats"));
    fleet = CountingFleet.start(CLUSTERS);
    Path kubeconfig = fleet.kubeconfig(directory);
    one = replica(kubeconfig);
    other = replica(kubeconfig);
  }

  private ServiceProcess replica(Path kubeconfig) throws Exception {
    return ServiceProcess.start(
        Map.of(
            "FLEET_ENGINE",
            "jetstream",
            "FLEET_NATS_SERVERS",
            String.join(",", nats.urls()),
            "FLEET_NATS_REPLICAS",
            "3",
            // Outlives elections that have to be repeated, as those of a busy machine have.
            "FLEET_NATS_LEASE",
            "60s",
            "KUBECONFIG",
            kubeconfig.toString()));
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
    fleet.close();
    nats.close();
  }

  @Test
  void aChangeOutlivesTheDeathOfEachNatsServerInTurn() throws Exception {
    ExecuteRequest.Builder change =
        ChangeRequests.raw("POST", "/api/v1/namespaces/default/pods/web")
            .parallel(2)
            .onDisconnect(DisconnectAction.DISCONNECT_ACTION_CONTINUE)
            .build()
            .toBuilder();
    change
        .getSpecBuilder()
        .getRolloutPolicyBuilder()
        .setMaxFailedClusters(CountOrPercent.newBuilder().setPercent(100));
    var stream = ExecutionStream.start(one.channel(), change.build());
    int results = 20;
    for (NatsServer server : nats.servers()) {
      stream.awaitResults(results);
      server.kill();
      // Two of three are enough.
      results += 100;
      stream.awaitResults(results);
      server.restart();
    }

    Execution ended = stream.awaitFinished();
    assertThat(stream.resultsInOrder())
        .filteredOn(result -> result.getState() != ClusterResult.State.STATE_SUCCEEDED)
        .isEmpty();
    assertThat(ended.getState()).isEqualTo(Execution.State.STATE_SUCCEEDED);
    assertThat(fleet.byCluster())
        .hasSize(CLUSTERS)
        .allSatisfy(load -> assertThat(load.served()).isEqualTo(1));
    assertThat(fleet.all().highest()).isLessThanOrEqualTo(2);
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> other.executions().get(stream.execution()).hasEndTime());
    assertThat(other.executions().results(stream.execution()))
        .extracting(ClusterResult::getCluster)
        .hasSize(CLUSTERS)
        .doesNotHaveDuplicates();
  }
}
