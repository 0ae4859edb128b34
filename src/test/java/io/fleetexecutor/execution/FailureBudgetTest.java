package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.assertSummaryIsARecount;
import static io.fleetexecutor.execution.Trail.assertTrailIsWhole;
import static io.fleetexecutor.execution.Trail.finished;
import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.results;
import static io.fleetexecutor.execution.Trail.runToEnd;
import static io.fleetexecutor.execution.Trail.start;
import static io.fleetexecutor.execution.Trail.states;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.FailurePolicy.OnStop;
import io.fleetexecutor.model.RolloutPolicy;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The rules are in RolloutModelTest; here is what an execution that stops by them tells. */
class FailureBudgetTest {
  private static final String REASON =
      "1 failed cluster, more than the max_failed_clusters of 0; the last one was c-001";

  /** Of six clusters, three at once. */
  private static final Map<ClusterState, Long> DRAINED =
      Map.of(ClusterState.FAILED, 1L, ClusterState.SUCCEEDED, 2L, ClusterState.NOT_ATTEMPTED, 3L);

  private static final Map<ClusterState, Long> CUT_OFF =
      Map.of(ClusterState.FAILED, 1L, ClusterState.CANCELLED, 2L, ClusterState.NOT_ATTEMPTED, 3L);

  /** Six clusters, of which the first fails after 10 ms and each other takes 10 ms more. */
  private final FakeFleet fleet = failingFirst();

  private static FakeFleet failingFirst() {
    var self = new FakeFleet[1];
    self[0] =
        new FakeFleet(
            IntStream.rangeClosed(1, 6).mapToObj(i -> FakeFleet.cluster("c-00" + i)).toList(),
            cluster -> {
              int number = Integer.parseInt(cluster.name().substring(2));
              return self[0].time.after(millis(10 * number), number == 1 ? failed() : FakeFleet.OK);
            });
    return self[0];
  }

  private static ClusterAnswer failed() {
    return ClusterAnswer.failed(
        ClusterState.FAILED, ClusterError.of(ErrorCode.UNKNOWN, "TEST", "it failed"));
  }

  private static RolloutPolicy noFailures(int maxParallel, OnStop onStop) {
    return Policies.of(
        new CountOrPercent.Count(maxParallel),
        new FailurePolicy(new CountOrPercent.Count(0), null, onStop),
        null,
        null,
        null);
  }

  @Test
  void runningClustersFinishAndTheOthersAreNotAttempted() {
    List<Told> events = runToEnd(fleet, fleet.executions(8), noFailures(3, OnStop.DRAIN));

    assertThat(states(events)).isEqualTo(DRAINED);
    assertThat(results(events))
        .filteredOn(result -> result.state() == ClusterState.NOT_ATTEMPTED)
        .allSatisfy(
            result ->
                assertThat(result.answer().error())
                    .isEqualTo(
                        ClusterError.of(
                            ErrorCode.ABORTED,
                            "FAILURE_BUDGET_EXCEEDED",
                            "not attempted: " + REASON)));
    assertThat(events)
        .extracting(Told::payload)
        .contains(ExecutionStateChanged.stopping(REASON, ExecutionState.FAILED, ""));
    assertThat(finished(events).state()).isEqualTo(ExecutionState.FAILED);
    assertThat(finished(events).stateReason()).isEqualTo(REASON);
  }

  @Test
  void runningClustersAreCutOffWhereThePolicySaysSo() {
    List<Told> events = runToEnd(fleet, fleet.executions(8), noFailures(3, OnStop.ABORT));

    assertThat(states(events)).isEqualTo(CUT_OFF);
    assertThat(finished(events).state()).isEqualTo(ExecutionState.FAILED);
    assertThat(fleet.running).hasValue(0);
  }

  @Test
  void clustersThatWaitForAWorkerDoNotStartEither() {
    List<Told> events = runToEnd(fleet, fleet.executions(1), noFailures(6, OnStop.DRAIN));

    assertThat(states(events))
        .isEqualTo(Map.of(ClusterState.FAILED, 1L, ClusterState.NOT_ATTEMPTED, 5L));
    assertThat(fleet.started).hasValue(1);
  }

  @Test
  void theExecutionHasFailedAlsoWhereEveryClusterWasTried() {
    List<Told> events = runToEnd(fleet, fleet.executions(8), noFailures(6, OnStop.DRAIN));

    assertThat(states(events))
        .isEqualTo(Map.of(ClusterState.FAILED, 1L, ClusterState.SUCCEEDED, 5L));
    assertThat(finished(events).state()).isEqualTo(ExecutionState.FAILED);
  }

  @Test
  void aCancelEndsWhatDrains() {
    Executions executions = fleet.executions(8);
    String id = start(executions, noFailures(3, OnStop.DRAIN));
    fleet.time.advance(millis(15));
    assertThat(fleet.running).hasValue(2);

    executions.control().cancel(id, "enough", "jane").await().indefinitely();
    List<Told> events = toEnd(fleet, watch(fleet, executions, id));

    assertTrailIsWhole(events, 6);
    assertThat(states(events)).isEqualTo(CUT_OFF);
    assertThat(finished(events).state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(finished(events).stateReason()).isEqualTo("cancelled by jane: enough");
  }

  @Test
  void aCrashBeforeTheStopWasToldStartsNoOther() {
    String id = start(fleet.executions(8), noFailures(1, OnStop.DRAIN));
    fleet.log.dieAfterWrites(1);
    fleet.time.advance(millis(15));
    assertThat(fleet.logged(id)).hasSize(3);

    List<Told> events = afterRestart(id);

    assertThat(states(events))
        .isEqualTo(Map.of(ClusterState.FAILED, 1L, ClusterState.NOT_ATTEMPTED, 5L));
    assertThat(finished(events).state()).isEqualTo(ExecutionState.FAILED);
    assertThat(finished(events).stateReason()).isEqualTo(REASON);
    assertThat(events)
        .filteredOn(event -> event.payload() instanceof ExecutionStateChanged)
        .hasSize(1);
  }

  @Test
  void readsThatDrainedWhenTheServerDiedAreTriedAgain() {
    String id = start(fleet.executions(8), noFailures(3, OnStop.DRAIN));
    fleet.time.advance(millis(15));

    List<Told> events = afterRestart(id);

    assertThat(states(events)).isEqualTo(DRAINED);
    assertThat(events)
        .filteredOn(event -> event.payload() instanceof ClusterAttemptFailed)
        .hasSize(2);
    assertThat(finished(events).state()).isEqualTo(ExecutionState.FAILED);
  }

  @Test
  void readsThatWereToBeCutOffAreNotTriedAgain() {
    String id = start(fleet.executions(8), noFailures(3, OnStop.ABORT));
    fleet.time.advance(millis(9));
    fleet.log.dieAfterWrites(2);
    fleet.time.advance(millis(6));

    List<Told> events = afterRestart(id);

    assertThat(states(events)).isEqualTo(CUT_OFF);
  }

  private List<Told> afterRestart(String id) {
    fleet.log = fleet.log.afterCrash();
    Executions executions = fleet.executions(8);
    executions.recover(OnRestart.RESUME).await().indefinitely();
    List<Told> events = toEnd(fleet, watch(fleet, executions, id));
    assertTrailIsWhole(events, 6);
    assertSummaryIsARecount(events);
    return events;
  }
}
