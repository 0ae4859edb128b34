package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.NatsServer;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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

/**
 * Every cluster has one result, and a change runs once in each at most, whatever happens to
 * replicas, to NATS and in between. As long as it is told to, at least a round.
 */
class ReplicaChaosIT {
  private static final long SEED = Long.getLong("fleet.chaos.seed", System.nanoTime());
  private static final int MINUTES = Integer.getInteger("fleet.chaos.minutes", 0);
  private static final int FAULTS = 12;
  private static final int CLUSTERS = 2_000;
  private static final int REPLICAS = 3;
  private static final int PARALLEL = 3;

  @TempDir Path directory;
  final Random random = new Random(SEED);
  NatsServer nats;
  CountingFleet fleet;
  final List<Link> links = new ArrayList<>();
  final List<ServiceProcess> replicas = new ArrayList<>();
  // What a paused replica had on its way to a cluster cannot be taken back.
  boolean wasPaused;

  @BeforeEach
  void start() throws Exception {
    nats = NatsServer.start(directory.resolve("nats"));
    fleet = CountingFleet.start(CLUSTERS);
    Path kubeconfig = fleet.kubeconfig(directory);
    for (int i = 0; i < REPLICAS; i++) {
      links.add(Link.to(nats.port()));
      replicas.add(ServiceProcess.replica(links.get(i).natsUrl(), kubeconfig));
    }
  }

  @AfterEach
  void stop() {
    links.forEach(Link::mend);
    replicas.forEach(ServiceProcess::close);
    links.forEach(Link::close);
    fleet.close();
    nats.close();
  }

  /** An execution of which the reader never gives up. */
  private final class Reader {
    final String namespace;
    final ExecuteRequest request;
    final ExecutionStream stream;

    Reader(String namespace, Requests requests) {
      this.namespace = namespace;
      ExecuteRequest.Builder builder =
          requests
              .parallel(PARALLEL)
              .id(UUID.randomUUID())
              .onDisconnect(DisconnectAction.DISCONNECT_ACTION_CONTINUE)
              .build()
              .toBuilder();
      builder
          .getSpecBuilder()
          .getRolloutPolicyBuilder()
          .setMaxFailedClusters(CountOrPercent.newBuilder().setPercent(100));
      this.request = builder.build();
      this.stream = ExecutionStream.start(any().channel(), request);
    }

    /** Whether it has all; goes on where its call was lost. */
    boolean hasEnded() {
      if (!stream.endsWithin(Duration.ZERO)) {
        return false;
      }
      if (stream.awaitStatus().isOk()) {
        return true;
      }
      stream.resume(any().channel(), request);
      return false;
    }

    List<ClusterResult> notSucceeded() {
      return stream.resultsInOrder().stream()
          .filter(result -> result.getState() != State.STATE_SUCCEEDED)
          .toList();
    }
  }

  private Reader read(int round) {
    String namespace = "read-" + round;
    return new Reader(namespace, Requests.get("pods", namespace, "web"));
  }

  private Reader change(int round) {
    String namespace = "change-" + round;
    return new Reader(
        namespace,
        ChangeRequests.raw("POST", "/api/v1/namespaces/%s/pods/web".formatted(namespace)));
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void whateverHappensEveryClusterHasOneResultAndIsChangedOnceAtMost() throws Exception {
    System.out.printf("-Dfleet.chaos.seed=%d -Dfleet.chaos.minutes=%d%n", SEED, MINUTES);
    Instant end = Instant.now().plus(Duration.ofMinutes(MINUTES));
    for (int round = 0; round == 0 || Instant.now().isBefore(end); round++) {
      run(round);
    }
  }

  private void run(int round) throws Exception {
    wasPaused = false;
    Reader change = change(round);
    Reader read = read(round);
    int faults = 0;
    while (faults < FAULTS && !(change.hasEnded() & read.hasEnded())) {
      assertThat(replicas.getFirst().awaitEnd(moment())).isFalse();
      strike();
      faults++;
    }
    for (Reader reader : List.of(change, read)) {
      Awaitility.await().atMost(Duration.ofMinutes(2)).until(reader::hasEnded);
      reader.stream.awaitFinished();
      assertThat(reader.stream.results()).hasSize(CLUSTERS);
      assertThat(fleet.of(reader.namespace).highest())
          .as("at once in %s", reader.namespace)
          .isLessThanOrEqualTo(wasPaused ? 2 * PARALLEL : PARALLEL);
    }
    List<ClusterResult> interrupted = change.notSucceeded();
    System.out.printf(
        "round %d: %d faults, %d of %d changes interrupted, %d reads for %d results%n",
        round, faults, interrupted.size(), CLUSTERS, fleet.of(read.namespace).served(), CLUSTERS);
    assertThat(read.notSucceeded()).isEmpty();
    assertThat(interrupted)
        .hasSizeLessThanOrEqualTo(faults * PARALLEL)
        .allSatisfy(result -> assertThat(result.getState()).isEqualTo(State.STATE_INTERRUPTED));
    assertThat(fleet.byCluster(change.namespace))
        .hasSizeGreaterThanOrEqualTo(CLUSTERS - interrupted.size())
        .allSatisfy(load -> assertThat(load.served()).isEqualTo(1));
    for (ServiceProcess replica : replicas) {
      assertKept(replica, change);
      assertKept(replica, read);
    }
  }

  private static void assertKept(ServiceProcess replica, Reader reader) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .ignoreExceptions()
        .until(() -> replica.executions().get(reader.stream.execution()).hasEndTime());
    new Kept(replica).assertWhole(reader.stream);
  }

  private ServiceProcess any() {
    return replicas.get(random.nextInt(REPLICAS));
  }

  private Duration moment() {
    return Duration.ofMillis(200 + random.nextInt(2_000));
  }

  /** Longer than the lease, or shorter. */
  private void await(ServiceProcess replica) throws InterruptedException {
    assertThat(replica.awaitEnd(Duration.ofMillis(500 + random.nextInt(5_000)))).isFalse();
  }

  private void strike() throws Exception {
    int victim = random.nextInt(REPLICAS);
    ServiceProcess replica = replicas.get(victim);
    switch (random.nextInt(5)) {
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
      case 3 -> {
        links.get(victim).cut();
        await(replica);
        links.get(victim).mend();
      }
      default -> {
        wasPaused = true;
        replica.signal("STOP");
        await(replica);
        replica.signal("CONT");
      }
    }
  }
}
