package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.NatsServer;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A change runs once in each cluster at most, whatever happens to replicas and to NATS. */
class ReplicaChaosIT {
  private static final long SEED = Long.getLong("fleet.chaos.seed", System.nanoTime());
  private static final int FAULTS = Integer.getInteger("fleet.chaos.faults", 12);
  private static final int CLUSTERS = 3_000;
  private static final int PARALLEL = 2;

  @TempDir Path directory;
  final Random random = new Random(SEED);
  NatsServer nats;
  CountingFleet fleet;
  final List<ServiceProcess> replicas = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    nats = NatsServer.start(directory.resolve("nats"));
    fleet = CountingFleet.start(CLUSTERS);
    Path kubeconfig = fleet.kubeconfig(directory);
    for (int i = 0; i < 3; i++) {
      replicas.add(ServiceProcess.replica(nats, kubeconfig));
    }
  }

  @AfterEach
  void stop() {
    replicas.forEach(ServiceProcess::close);
    fleet.close();
    nats.close();
  }

  private static ExecuteRequest change() {
    Requests post =
        ChangeRequests.raw("POST", "/api/v1/namespaces/default/pods/web")
            .parallel(PARALLEL)
            .id(UUID.randomUUID())
            .onDisconnect(DisconnectAction.DISCONNECT_ACTION_CONTINUE);
    ExecuteRequest.Builder request = post.build().toBuilder();
    request
        .getSpecBuilder()
        .getRolloutPolicyBuilder()
        .setMaxFailedClusters(CountOrPercent.newBuilder().setPercent(100));
    return request.build();
  }

  @Test
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void aChangeRunsOnceInEachClusterAtMost() throws Exception {
    System.out.printf("%d faults, -Dfleet.chaos.seed=%d%n", FAULTS, SEED);
    ExecuteRequest request = change();
    var stream = ExecutionStream.start(any().channel(), request);
    stream.awaitResults(1);
    for (int fault = 0; fault < FAULTS && !stream.endsWithin(moment()); fault++) {
      strike();
      while (stream.endsWithin(Duration.ZERO) && !stream.awaitStatus().isOk()) {
        stream.resume(any().channel(), request);
        stream.endsWithin(Duration.ofMillis(200));
      }
    }
    while (!stream.awaitStatus().isOk()) {
      stream.resume(any().channel(), request);
    }

    stream.awaitFinished();
    assertThat(stream.results()).hasSize(CLUSTERS);
    assertThat(stream.resultsInOrder())
        .filteredOn(result -> result.getState() != State.STATE_SUCCEEDED)
        .allSatisfy(result -> assertThat(result.getState()).isEqualTo(State.STATE_INTERRUPTED));
    assertThat(fleet.byCluster()).allSatisfy(load -> assertThat(load.served()).isEqualTo(1));
    long succeeded =
        stream.results().values().stream()
            .filter(result -> result.getState() == State.STATE_SUCCEEDED)
            .count();
    System.out.printf("%d of %d succeeded%n", succeeded, CLUSTERS);
    assertThat(fleet.byCluster()).hasSizeGreaterThanOrEqualTo((int) succeeded);
    assertThat(CLUSTERS - succeeded).isLessThanOrEqualTo((long) FAULTS * PARALLEL);
    for (ServiceProcess replica : replicas) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptions()
          .until(() -> replica.executions().get(stream.execution()).hasEndTime());
      new Kept(replica).assertWhole(stream);
    }
  }

  private ServiceProcess any() {
    return replicas.get(random.nextInt(replicas.size()));
  }

  private Duration moment() {
    return Duration.ofMillis(500 + random.nextInt(3_000));
  }

  private void strike() throws Exception {
    int victim = random.nextInt(replicas.size());
    ServiceProcess replica = replicas.get(victim);
    switch (random.nextInt(4)) {
      case 0 -> {
        nats.kill();
        nats.restart();
      }
      case 1 -> {
        replica.kill();
        replicas.set(victim, replica.startAgain());
      }
      case 2 -> {
        replica.stop();
        replicas.set(victim, replica.startAgain());
      }
      default -> {
        replica.signal("STOP");
        // Longer than the lease.
        assertThat(replica.awaitEnd(Duration.ofSeconds(4))).isFalse();
        replica.signal("CONT");
      }
    }
  }
}
