package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterCounts;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client was told holds, whenever the service is killed. */
class CrashIT {
  private static final int KILLS = Integer.getInteger("fleet.crash.kills", 50);
  private static final long SEED = Long.getLong("fleet.crash.seed", System.nanoTime());
  private static final int CLUSTERS = 200;
  // One simulated cluster in twelve takes seconds to answer: without those 18, an execution takes
  // one or two.
  private static final int SIMULATED = 218;
  private static final List<String> SLOW =
      IntStream.rangeClosed(1, SIMULATED)
          .filter(number -> number % 12 == 10)
          .mapToObj("demo-%03d"::formatted)
          .toList();

  final Random random = new Random(SEED);
  int kills;
  ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    service = ServiceProcess.start(Map.of("FLEET_DEMO_CLUSTERS", Integer.toString(SIMULATED)));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void executionsOutliveKillsAtRandomMoments() throws Exception {
    System.out.printf("%d kills, -Dfleet.crash.seed=%d%n", KILLS, SEED);
    List<ExecutionStream> finished = new ArrayList<>();
    do {
      ExecutionStream stream = executeThroughKills();
      assertComplete(stream);
      finished.add(stream);
      // What has ended must be durable, too, the moment its last event is read.
      if (kills < KILLS && random.nextInt(4) == 0) {
        killAndStartAgain();
      }
    } while (kills < KILLS);

    finished.forEach(new Kept(service)::assertWhole);
    assertThat(service.executions().list())
        .extracting(Execution::getName)
        .containsExactlyElementsOf(
            finished.reversed().stream().map(ExecutionStream::execution).toList());
    assertThat(service.status().getRunningExecutionCount()).isZero();
  }

  private ExecutionStream executeThroughKills() throws Exception {
    ExecuteRequest request =
        Requests.checkHealth()
            .except(SLOW)
            .parallel(40)
            .id(requestId())
            .onDisconnect(
                random.nextBoolean()
                    ? DisconnectAction.DISCONNECT_ACTION_CANCEL
                    : DisconnectAction.DISCONNECT_ACTION_CONTINUE)
            .build();
    var stream = ExecutionStream.start(service.channel(), request);
    while (kills < KILLS && !stream.endsWithin(moment())) {
      killAndStartAgain();
      assertThat(stream.awaitStatus().getCode()).isIn(Status.Code.UNAVAILABLE, Status.Code.OK);
      stream.resume(service.channel(), request);
    }
    return stream;
  }

  /** Of version 4, as {@link UUID#randomUUID} makes them, but of this test's seed. */
  private UUID requestId() {
    long version = random.nextLong() & ~0xF000L | 0x4000L;
    long variant = random.nextLong() >>> 2 | Long.MIN_VALUE;
    return new UUID(version, variant);
  }

  private void killAndStartAgain() throws Exception {
    service.kill();
    kills++;
    // Now and then also while it starts and takes up what it left.
    if (kills < KILLS && random.nextInt(5) == 0) {
      service.startAgainAndKill(moment());
      kills++;
    }
    service = service.startAgain();
  }

  private Duration moment() {
    return Duration.ofMillis(random.nextInt(2_000));
  }

  private static void assertComplete(ExecutionStream stream) {
    Execution finished = stream.awaitFinished();
    ClusterCounts counts = finished.getSummary().getClusterCounts();
    assertThat(stream.results()).hasSize(CLUSTERS);
    assertThat(finished.getSummary().toBuilder().clearWallDuration().build())
        .isEqualTo(new Recount(stream.resultsInOrder()).summary());
    // Reads are tried again after a crash, so that it shows in no result.
    assertThat(counts.getUnreachableCount()).isEqualTo(18);
    assertThat(counts.getSucceededCount()).isEqualTo(182);
    assertThat(finished.getState()).isEqualTo(Execution.State.STATE_COMPLETED_WITH_FAILURES);
    assertEachStartsBeforeItFinishes(stream.events());
  }

  private static void assertEachStartsBeforeItFinishes(List<ExecutionEvent> events) {
    Set<String> started = new HashSet<>();
    for (ExecutionEvent event : events) {
      if (event.hasClusterStarted()) {
        started.add(event.getClusterStarted().getCluster());
      } else if (event.hasClusterFinished()) {
        assertThat(started).contains(event.getClusterFinished().getResult().getCluster());
      }
    }
  }
}
