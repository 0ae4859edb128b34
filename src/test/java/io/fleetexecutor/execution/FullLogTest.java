package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.assertSummaryIsARecount;
import static io.fleetexecutor.execution.Trail.assertTrailIsWhole;
import static io.fleetexecutor.execution.Trail.finished;
import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.start;
import static io.fleetexecutor.execution.Trail.states;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.log.LogException;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FullLogTest {
  private final FakeFleet fleet = FakeFleet.of(10, number -> Duration.ofSeconds(number));
  private final Executions executions = fleet.executions(8);
  private String id = "";

  @BeforeEach
  void runUntilTheLogIsFull() {
    id =
        start(
            executions,
            Policies.of(new CountOrPercent.Count(4), FailurePolicy.DEFAULT, null, null, null));
    fleet.time.advance(millis(2_500));
    fleet.log.failWrites(new LogException.Full("no space left"));
  }

  @Test
  void aRunningExecutionStopsAtOnceAndItsReadersAreTold() {
    AssertSubscriber<Told> reader = watch(fleet, executions, id);
    fleet.time.advance(Duration.ofSeconds(1));

    assertThat(fleet.running).hasValue(0);
    reader.assertFailedWith(LogException.Full.class, "no space left");
    assertThat(reader.getItems()).isEqualTo(fleet.logged(id));
    Execution now = executions.get(id).await().indefinitely();
    assertThat(now.state()).isEqualTo(ExecutionState.STOPPING);
    assertThat(now.stateReason()).isEqualTo("no space left");
    assertThat(executions.runningCount()).isZero();
  }

  @Test
  void noNewExecutionStarts() {
    int before = fleet.started.get();
    assertThatThrownBy(() -> start(executions, RolloutPolicy.DEFAULT))
        .isInstanceOf(LogException.Full.class);
    assertThat(fleet.started).hasValue(before);
  }

  @Test
  void itsEndIsWrittenAsSoonAsThereIsRoom() {
    fleet.time.advance(Duration.ofSeconds(30));
    List<Told> before = fleet.logged(id);
    fleet.log.failWrites(null);
    List<Told> events = toEnd(fleet, watch(fleet, executions, id));

    assertThat(events.subList(0, before.size())).isEqualTo(before);
    assertTrailIsWhole(events, 10);
    assertSummaryIsARecount(events);
    assertThat(states(events))
        .isEqualTo(
            Map.of(
                ClusterState.SUCCEEDED, 2L,
                ClusterState.CANCELLED, 4L,
                ClusterState.NOT_ATTEMPTED, 4L));
    assertThat(finished(events).state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(finished(events).stateReason()).contains("no space left");
    assertThat(fleet.time.scheduler.isIdle()).isTrue();
  }

  @Test
  void aCancelIsNotAcknowledgedBeforeItIsDurable() {
    fleet.time.advance(millis(100));
    assertThatThrownBy(
            () -> executions.control().cancel(id, "enough", "jane").await().indefinitely())
        .isInstanceOf(LogException.Full.class);

    fleet.log.failWrites(null);
    executions.control().cancel(id, "enough", "jane").await().indefinitely();
    fleet.log = fleet.log.afterCrash();
    Executions restarted = fleet.executions(8);
    restarted.recover(OnRestart.RESUME).await().indefinitely();

    List<Told> events = toEnd(fleet, watch(fleet, restarted, id));
    assertTrailIsWhole(events, 10);
    assertThat(finished(events).state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(finished(events).stateReason()).isEqualTo("cancelled by jane: enough");
  }

  @Test
  void anEndThatOnlyTheLogKnowsIsNotedInTheCatalog() {
    fleet.log.failWrites(null);
    fleet.log.failNextEndInTheCatalog(new LogException.Full("no space left"));
    fleet.time.advance(Duration.ofSeconds(60));

    Execution ended = executions.get(id).await().indefinitely();
    assertThat(ended.state()).isEqualTo(ExecutionState.SUCCEEDED);
    assertThat(finished(toEnd(fleet, watch(fleet, executions, id))).state())
        .isEqualTo(ExecutionState.SUCCEEDED);
    assertThat(executions.list(null, 10, e -> !e.state().isFinal()).await().indefinitely())
        .isEmpty();
  }

  @Test
  void aDamagedLogEndsItsExecutionAlone() {
    fleet.log.failWrites(null);
    String other = start(executions, RolloutPolicy.DEFAULT);
    fleet.log.failWrites(id, new LogException.Damaged(id, "a page is broken"));
    AssertSubscriber<Told> reader = watch(fleet, executions, id);

    List<Told> events = toEnd(fleet, watch(fleet, executions, other));

    assertTrailIsWhole(events, 10);
    reader.assertFailedWith(LogException.Damaged.class, "a page is broken");
    Execution given =
        executions.list(null, 10, e -> e.id().equals(id)).await().indefinitely().getFirst();
    assertThat(given.state()).isEqualTo(ExecutionState.FAILED);
    assertThat(given.stateReason()).contains("a page is broken");
  }
}
