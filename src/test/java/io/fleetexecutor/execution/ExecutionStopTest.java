package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.assertTrailIsWhole;
import static io.fleetexecutor.execution.Trail.finished;
import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.runToEnd;
import static io.fleetexecutor.execution.Trail.start;
import static io.fleetexecutor.execution.Trail.states;
import static io.fleetexecutor.execution.Trail.subscribe;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExecutionStopTest {

  @Test
  void theExecutionTimeoutTimesOutWhatRunsAndAttemptsNothingMore() {
    FakeFleet fleet = FakeFleet.of(10, number -> Duration.ofSeconds(2));
    var policy =
        Policies.of(
            new CountOrPercent.Count(3), FailurePolicy.DEFAULT, null, null, Duration.ofSeconds(5));
    List<Told> events = runToEnd(fleet, fleet.executions(8), policy);

    assertTrailIsWhole(events, 10);
    assertThat(states(events))
        .isEqualTo(
            Map.of(
                ClusterState.SUCCEEDED, 6L,
                ClusterState.TIMED_OUT, 3L,
                ClusterState.NOT_ATTEMPTED, 1L));
    assertThat(events)
        .filteredOn(event -> event.payload() instanceof ExecutionStateChanged)
        .extracting(Told::payload)
        .containsExactly(
            ExecutionStateChanged.stopping(
                "execution timeout of 5s passed", ExecutionState.TIMED_OUT, ""));
    assertThat(finished(events).state()).isEqualTo(ExecutionState.TIMED_OUT);
    assertThat(finished(events).stateReason()).isEqualTo("execution timeout of 5s passed");
    assertThat(fleet.running).hasValue(0);
  }

  @Test
  void cancellingEndsTheRunningRequestsAndStartsNoFurtherCluster() {
    FakeFleet fleet = FakeFleet.of(10, number -> Duration.ofSeconds(2));
    Executions executions = fleet.executions(4);
    String id = start(executions, RolloutPolicy.DEFAULT);
    fleet.time.advance(millis(100));
    assertThat(fleet.running).hasValue(4);

    Execution stopping = executions.control().cancel(id, "enough", "jane").await().indefinitely();

    assertThat(fleet.running).hasValue(0);
    assertThat(executions.runningCount()).isZero();
    assertThat(stopping.stateReason()).isEqualTo("cancelled by jane: enough");
    List<Told> events = toEnd(fleet, watch(fleet, executions, id));
    assertTrailIsWhole(events, 10);
    assertThat(states(events))
        .isEqualTo(Map.of(ClusterState.CANCELLED, 4L, ClusterState.NOT_ATTEMPTED, 6L));
    assertThat(finished(events).state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(finished(events).stateReason()).isEqualTo("cancelled by jane: enough");
    assertThat(fleet.started).hasValue(4);
    assertThat(fleet.time.scheduler.isIdle()).isTrue();
  }

  @Test
  void cancellingWhatHasEndedChangesNothing() {
    FakeFleet fleet = FakeFleet.of(2, number -> millis(10));
    Executions executions = fleet.executions(2);
    String id = start(executions, RolloutPolicy.DEFAULT);
    fleet.time.advance(millis(20));
    Execution ended = executions.get(id).await().indefinitely();

    assertThat(executions.control().cancel(id, "too late", "jane").await().indefinitely())
        .isEqualTo(ended);
    assertThat(ended.state()).isEqualTo(ExecutionState.SUCCEEDED);
  }

  @Test
  void drainingRefusesNewExecutionsAndLetsRunningOnesFinish() {
    FakeFleet fleet = FakeFleet.of(4, number -> Duration.ofSeconds(1));
    Executions executions = fleet.executions(4);
    AssertSubscriber<Told> running = subscribe(fleet, executions, RolloutPolicy.DEFAULT);
    var drained = executions.drain(Duration.ofSeconds(10)).subscribeAsCompletionStage();

    assertThat(executions.isDraining()).isTrue();
    assertThatThrownBy(() -> start(executions, RolloutPolicy.DEFAULT))
        .isInstanceOf(DrainingException.class);
    assertThat(drained).isNotDone();
    fleet.time.advance(Duration.ofSeconds(1));
    assertThat(drained).isDone();
    assertThat(finished(running.assertCompleted().getItems()).state())
        .isEqualTo(ExecutionState.SUCCEEDED);
  }

  @Test
  void whatStillRunsAfterTheGracePeriodIsCancelledWithItsSummary() {
    FakeFleet fleet = FakeFleet.of(10, number -> Duration.ofSeconds(4));
    Executions executions = fleet.executions(4);
    AssertSubscriber<Told> running = subscribe(fleet, executions, RolloutPolicy.DEFAULT);
    var drained = executions.drain(Duration.ofSeconds(5)).subscribeAsCompletionStage();
    fleet.time.advance(Duration.ofSeconds(5));

    assertThat(drained).isDone();
    List<Told> events = running.assertCompleted().getItems();
    assertTrailIsWhole(events, 10);
    assertThat(states(events))
        .isEqualTo(
            Map.of(
                ClusterState.SUCCEEDED, 4L,
                ClusterState.CANCELLED, 4L,
                ClusterState.NOT_ATTEMPTED, 2L));
    assertThat(finished(events).state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(finished(events).stateReason()).isEqualTo("the server is shutting down");
  }
}
