package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.assertTrailIsWhole;
import static io.fleetexecutor.execution.Trail.finished;
import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.request;
import static io.fleetexecutor.execution.Trail.results;
import static io.fleetexecutor.execution.Trail.states;
import static io.fleetexecutor.execution.Trail.summary;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.model.AnswerGroup;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.ApplyManifests;
import io.fleetexecutor.model.ResultGroups;
import io.fleetexecutor.model.RolloutPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a crash and a restart make of operations that change something. */
class ChangeRecoveryTest {
  private static final RolloutPolicy THREE_AT_ONCE = threeAtOnce(FailurePolicy.DEFAULT);
  private static final RolloutPolicy WHATEVER_FAILS =
      threeAtOnce(
          new FailurePolicy(new CountOrPercent.Percent(100), null, FailurePolicy.OnStop.DRAIN));
  private static final Operation APPLY =
      apply("source", List.of(new Manifest("v1", "ConfigMap", "", "a", "{}")));
  private static final ClusterAnswer ANSWER =
      FakeFleet.OK.withOutcome(true, false).withFingerprint("f");

  private static RolloutPolicy threeAtOnce(FailurePolicy failures) {
    return Policies.of(new CountOrPercent.Count(3), failures, null, null, null);
  }

  private static ApplyManifests apply(String source, List<Manifest> manifests) {
    return new ApplyManifests(source, manifests, "fleet-executor", false, false, "");
  }

  /** Clusters that answer after as many seconds as their number. */
  private static FakeFleet fleet() {
    var self = new FakeFleet[1];
    self[0] =
        new FakeFleet(
            List.of(
                FakeFleet.cluster("c-1"),
                FakeFleet.cluster("c-2"),
                FakeFleet.cluster("c-3"),
                FakeFleet.cluster("c-4"),
                FakeFleet.cluster("c-5")),
            cluster ->
                self[0].time.after(
                    Duration.ofSeconds(Integer.parseInt(cluster.name().substring(2))), ANSWER));
    return self[0];
  }

  @Test
  void changesStopAfterACrashAsThoseThatItInterruptedHaveFailed() {
    FakeFleet fleet = fleet();
    String id = startAndCrash(fleet, APPLY, false);

    List<Told> events = toEnd(fleet, watch(fleet, restart(fleet), id));

    assertTrailIsWhole(events, 5);
    assertThat(states(events))
        .isEqualTo(
            Map.of(
                ClusterState.SUCCEEDED, 1L,
                ClusterState.INTERRUPTED, 3L,
                ClusterState.NOT_ATTEMPTED, 1L));
    assertThat(finished(events).state()).isEqualTo(ExecutionState.FAILED);
    assertThat(finished(events).stateReason())
        .isEqualTo(
            "1 failed cluster, more than the max_failed_clusters of 0; the last one was c-2");
  }

  @Test
  void aChangeThatWasUnderWayIsInterruptedAndTheRestIsChanged() {
    FakeFleet fleet = fleet();
    String id = startAndCrash(fleet, FakeFleet.spec(WHATEVER_FAILS, APPLY, false));

    List<Told> events = toEnd(fleet, watch(fleet, restart(fleet), id));

    assertTrailIsWhole(events, 5);
    assertThat(states(events))
        .isEqualTo(Map.of(ClusterState.SUCCEEDED, 2L, ClusterState.INTERRUPTED, 3L));
    assertThat(results(events))
        .allSatisfy(
            result ->
                assertThat(result.answer().outcomeUnknown())
                    .isEqualTo(result.state() == ClusterState.INTERRUPTED));
    // c-1 ended before the crash, and is in the same group as c-5 for all that.
    ResultGroups groups = summary(events).groups();
    assertThat(groups.answers()).containsExactly(new AnswerGroup("f", 2, List.of("c-1", "c-5")));
    assertThat(groups.failures())
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.state()).isEqualTo(ClusterState.INTERRUPTED);
              assertThat(group.clusters()).containsExactly("c-2", "c-3", "c-4");
            });
    assertThat(groups.changedClusters()).isEqualTo(2);
  }

  @Test
  void aDryRunIsRunAgain() {
    FakeFleet fleet = fleet();
    String id = startAndCrash(fleet, APPLY, true);

    List<Told> events = toEnd(fleet, watch(fleet, restart(fleet), id));

    assertTrailIsWhole(events, 5);
    assertThat(states(events)).isEqualTo(Map.of(ClusterState.SUCCEEDED, 5L));
    assertThat(summary(events).groups().answers().getFirst().clusterCount()).isEqualTo(5);
  }

  @Test
  void whatCannotBeReadAnyMoreIsNeitherGoneOnWithNorRetried() {
    FakeFleet fleet = fleet();
    String id = startAndCrash(fleet, apply("source of another version", List.of()), false);
    int started = fleet.started.get();

    Executions restarted = restart(fleet);
    List<Told> events = toEnd(fleet, watch(fleet, restarted, id));

    assertTrailIsWhole(events, 5);
    assertThat(fleet.started).hasValue(started);
    assertThat(finished(events).state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(finished(events).stateReason())
        .isEqualTo("this server cannot read its operation any more");
    var retry = new StartRequest.Retry(id, Set.of(ClusterState.NOT_ATTEMPTED));
    assertThatThrownBy(
            () ->
                restarted
                    .start(new StartRequest(retry, "", "", FakeFleet.GRANTS, FakeFleet.CALLER))
                    .await()
                    .indefinitely())
        .isInstanceOf(FailedPreconditionException.class)
        .extracting("reason")
        .isEqualTo("OPERATION_UNREADABLE");
  }

  @Test
  void groupsAreToldWhileItRunsAndAListHasThemWithoutNames() {
    FakeFleet fleet = fleet();
    Executions executions = fleet.executions(8);
    String id = start(executions, FakeFleet.spec(THREE_AT_ONCE, APPLY, false));
    fleet.time.advance(millis(2_500));

    assertThat(groups(executions.get(id).await().indefinitely()).answers())
        .containsExactly(new AnswerGroup("f", 2, List.of("c-1", "c-2")));
    Execution listed = list(executions);
    assertThat(groups(listed).answers()).containsExactly(new AnswerGroup("f", 2, List.of()));
    assertThat(listed.spec().operation()).isEqualTo(apply("", List.of()));

    fleet.time.advance(Duration.ofSeconds(10));
    Execution ended = executions.get(id).await().indefinitely();
    assertThat(groups(ended).answers().getFirst().clusters()).hasSize(5);
    assertThat(ended.spec().operation()).isEqualTo(APPLY);
    assertThat(list(executions)).isEqualTo(ended.outline());
  }

  private static Execution list(Executions executions) {
    return executions.list(null, 1, all -> true).await().indefinitely().getFirst();
  }

  private static ResultGroups groups(Execution execution) {
    return Objects.requireNonNull(execution.summary()).groups();
  }

  private static String start(Executions executions, ExecutionSpec spec) {
    return executions.start(request(spec)).await().indefinitely();
  }

  private static String startAndCrash(FakeFleet fleet, Operation operation, boolean dryRun) {
    return startAndCrash(fleet, FakeFleet.spec(THREE_AT_ONCE, operation, dryRun));
  }

  private static String startAndCrash(FakeFleet fleet, ExecutionSpec spec) {
    String id = start(fleet.executions(8), spec);
    fleet.time.advance(millis(1_500));
    return id;
  }

  private static Executions restart(FakeFleet fleet) {
    fleet.log = fleet.log.afterCrash();
    Executions executions = fleet.executions(8);
    executions.recover(OnRestart.RESUME).await().indefinitely();
    return executions;
  }
}
