package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.assertSummaryIsARecount;
import static io.fleetexecutor.execution.Trail.assertTrailIsWhole;
import static io.fleetexecutor.execution.Trail.finished;
import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.results;
import static io.fleetexecutor.execution.Trail.start;
import static io.fleetexecutor.execution.Trail.states;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.RolloutPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RecoveryTest {

  @RepeatedTest(200)
  void anExecutionThatWasKilledAnyNumberOfTimesEndsWhole(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    int clusters = 1 + random.nextInt(40);
    FakeFleet fleet = FakeFleet.of(clusters, number -> millis(1 + random.nextInt(300)));
    var policy =
        Policies.of(
            new CountOrPercent.Count(1 + random.nextInt(8)),
            FailurePolicy.DEFAULT,
            null,
            null,
            null);
    Executions executions = fleet.executions(1 + random.nextInt(12));
    String id = start(executions, policy);
    List<Told> seen = List.of();
    for (int kills = random.nextInt(5); kills > 0; kills--) {
      fleet.time.advance(millis(random.nextInt(400)));
      List<Told> before = fleet.logged(id);
      assertThat(before.subList(0, seen.size())).isEqualTo(seen);
      seen = before;
      executions = restart(fleet, OnRestart.RESUME);
    }

    List<Told> events = toEnd(fleet, watch(fleet, executions, id));

    assertThat(events.subList(0, seen.size())).isEqualTo(seen);
    assertTrailIsWhole(events, clusters);
    assertSummaryIsARecount(events);
    assertThat(states(events)).isEqualTo(Map.of(ClusterState.SUCCEEDED, (long) clusters));
    assertThat(finished(events).state()).isEqualTo(ExecutionState.SUCCEEDED);
  }

  @Test
  void whatHasAResultKeepsItAndAReadThatWasUnderWayIsTriedAgain() {
    FakeFleet fleet = FakeFleet.of(5, number -> Duration.ofSeconds(number));
    var policy = Policies.of(new CountOrPercent.Count(3), FailurePolicy.DEFAULT, null, null, null);
    String id = start(fleet.executions(8), policy);
    fleet.time.advance(millis(1_500));

    Executions restarted = restart(fleet, OnRestart.RESUME);
    List<Told> events = toEnd(fleet, watch(fleet, restarted, id));

    assertTrailIsWhole(events, 5);
    assertThat(attempts(events))
        .isEqualTo(Map.of("c-001", 1, "c-002", 2, "c-003", 2, "c-004", 2, "c-005", 1));
    assertThat(events)
        .extracting(Told::payload)
        .filteredOn(ClusterAttemptFailed.class::isInstance)
        .extracting(payload -> ((ClusterAttemptFailed) payload).cluster())
        .containsExactlyInAnyOrder("c-002", "c-003", "c-004");
  }

  @Test
  void attemptsAddUpOverRestarts() {
    FakeFleet fleet = FakeFleet.of(1, number -> Duration.ofSeconds(10));
    String id = start(fleet.executions(1), RolloutPolicy.DEFAULT);
    Executions executions = fleet.executions(1);
    for (int i = 0; i < 3; i++) {
      fleet.time.advance(Duration.ofSeconds(1));
      executions = restart(fleet, OnRestart.RESUME);
    }
    ClusterResult result = Trail.onlyResult(toEnd(fleet, watch(fleet, executions, id)));
    assertThat(result.attemptCount()).isEqualTo(4);
    assertThat(result.duration()).isEqualTo(Duration.ofSeconds(13));
  }

  @Test
  void aRestartThatCancelsKeepsResultsAndEndsTheRest() {
    FakeFleet fleet = FakeFleet.of(5, number -> Duration.ofSeconds(number));
    var policy = Policies.of(new CountOrPercent.Count(3), FailurePolicy.DEFAULT, null, null, null);
    String id = start(fleet.executions(8), policy);
    fleet.time.advance(millis(1_500));

    Executions restarted = restart(fleet, OnRestart.CANCEL);
    List<Told> events = toEnd(fleet, watch(fleet, restarted, id));

    assertTrailIsWhole(events, 5);
    assertSummaryIsARecount(events);
    assertThat(states(events))
        .isEqualTo(
            Map.of(
                ClusterState.SUCCEEDED, 1L,
                ClusterState.CANCELLED, 3L,
                ClusterState.NOT_ATTEMPTED, 1L));
    assertThat(finished(events).state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(finished(events).stateReason()).isEqualTo("the server was restarted");
  }

  @Test
  void aCancelThatWasAcknowledgedHoldsAfterACrash() {
    FakeFleet fleet = FakeFleet.of(5, number -> Duration.ofSeconds(10));
    var policy = Policies.of(new CountOrPercent.Count(2), FailurePolicy.DEFAULT, null, null, null);
    Executions executions = fleet.executions(8);
    String id = start(executions, policy);
    fleet.time.advance(millis(100));
    fleet.log.dieAfterWrites(1);
    executions.control().cancel(id, "enough", "jane").await().indefinitely();

    Executions restarted = restart(fleet, OnRestart.RESUME);
    List<Told> events = toEnd(fleet, watch(fleet, restarted, id));

    assertTrailIsWhole(events, 5);
    assertThat(states(events))
        .isEqualTo(Map.of(ClusterState.CANCELLED, 2L, ClusterState.NOT_ATTEMPTED, 3L));
    assertThat(finished(events).state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(finished(events).stateReason()).isEqualTo("cancelled by jane: enough");
  }

  @Test
  void theExecutionTimeoutCountsFromTheFirstStart() {
    FakeFleet fleet = FakeFleet.of(1, number -> Duration.ofSeconds(25));
    var policy = Policies.of(null, FailurePolicy.DEFAULT, null, null, Duration.ofSeconds(20));
    String id = start(fleet.executions(1), policy);
    fleet.time.advance(Duration.ofSeconds(15));
    Executions restarted = restart(fleet, OnRestart.RESUME);
    List<Told> events = toEnd(fleet, watch(fleet, restarted, id));

    assertThat(finished(events).state()).isEqualTo(ExecutionState.TIMED_OUT);
    assertThat(finished(events).endTime()).isEqualTo(java.time.Instant.ofEpochSecond(20));
  }

  private static Executions restart(FakeFleet fleet, OnRestart onRestart) {
    fleet.log = fleet.log.afterCrash();
    Executions executions = fleet.executions(8);
    executions.recover(onRestart).await().indefinitely();
    return executions;
  }

  private static Map<String, Integer> attempts(List<Told> events) {
    return results(events).stream()
        .collect(Collectors.toMap(ClusterResult::cluster, ClusterResult::attemptCount));
  }
}
