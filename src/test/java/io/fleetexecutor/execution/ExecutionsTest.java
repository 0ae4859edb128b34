package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.assertSummaryIsARecount;
import static io.fleetexecutor.execution.Trail.assertTrailIsWhole;
import static io.fleetexecutor.execution.Trail.finished;
import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.onlyResult;
import static io.fleetexecutor.execution.Trail.results;
import static io.fleetexecutor.execution.Trail.runToEnd;
import static io.fleetexecutor.execution.Trail.start;
import static io.fleetexecutor.execution.Trail.states;
import static io.fleetexecutor.execution.Trail.summary;
import static io.fleetexecutor.execution.Trail.timeout;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ExecutionsTest {

  @Test
  void everyClusterStartsThenFinishesOnceBetweenAcceptanceAndTheSummary() {
    FakeFleet fleet = FakeFleet.of(3, number -> millis(number * 10));
    List<Told> events = runToEnd(fleet, fleet.executions(8), RolloutPolicy.DEFAULT);

    assertThat(FakeFleet.kinds(events))
        .containsExactly(
            "ExecutionAccepted",
            "ClusterStarted",
            "ClusterStarted",
            "ClusterStarted",
            "ClusterFinished",
            "ClusterFinished",
            "ClusterFinished",
            "ExecutionFinished");
    Execution finished = finished(events);
    assertThat(finished.state()).isEqualTo(ExecutionState.SUCCEEDED);
    assertThat(summary(events).successRate()).isEqualTo(1);
    assertThat(summary(events).minDuration()).isEqualTo(millis(10));
    assertThat(summary(events).averageDuration()).isEqualTo(millis(20));
    assertThat(summary(events).maxDuration()).isEqualTo(millis(30));
    assertThat(summary(events).wallDuration()).isEqualTo(millis(30));
  }

  @RepeatedTest(200)
  void theTrailOfARandomExecutionIsWhole(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    int clusters = 1 + random.nextInt(60);
    int parallel = 1 + random.nextInt(20);
    int workers = 1 + random.nextInt(30);
    FakeFleet fleet =
        FakeFleet.of(
            clusters, number -> millis(random.nextInt(5) == 0 ? 90_000 : random.nextInt(500)));
    var policy =
        Policies.of(
            new CountOrPercent.Count(parallel),
            FailurePolicy.DEFAULT,
            millis(300),
            null,
            random.nextBoolean() ? Duration.ofSeconds(1 + random.nextInt(3)) : null);
    List<Told> events = runToEnd(fleet, fleet.executions(workers), policy);

    assertTrailIsWhole(events, clusters);
    assertThat(fleet.mostRunning.get()).isLessThanOrEqualTo(Math.min(parallel, workers));
    assertThat(fleet.running).hasValue(0);
    assertSummaryIsARecount(events);
  }

  @Test
  void aClusterThatOverrunsIsTimedOutByTheTimeoutThatIsShorter() {
    FakeFleet fleet = FakeFleet.of(1, number -> Duration.ofHours(1));
    var attempt = Policies.of(null, FailurePolicy.DEFAULT, millis(250), millis(5_000), null);
    assertThat(onlyResult(runToEnd(fleet, fleet.executions(1), attempt)).answer().error())
        .isEqualTo(timeout("ATTEMPT_TIMEOUT", "attempt timeout of 0.25s passed"));

    var cluster = Policies.of(null, FailurePolicy.DEFAULT, null, millis(5_000), null);
    assertThat(onlyResult(runToEnd(fleet, fleet.executions(1), cluster)).answer().error())
        .isEqualTo(timeout("CLUSTER_TIMEOUT", "cluster timeout of 5s passed"));
    assertThat(fleet.running).hasValue(0);
  }

  @Test
  void aClientThatDoesNotReadHoldsNothingBack() {
    FakeFleet fleet = FakeFleet.of(1_000, number -> millis(10));
    Executions executions = fleet.executions(4);
    String id = start(executions, RolloutPolicy.DEFAULT);
    AssertSubscriber<Told> stalled =
        fleet.facts(executions, id).subscribe().withSubscriber(AssertSubscriber.create(10));
    AssertSubscriber<Told> reader = watch(fleet, executions, id);
    fleet.time.advance(Duration.ofSeconds(5));

    assertTrailIsWhole(reader.assertCompleted().getItems(), 1_000);
    assertThat(stalled.getItems()).hasSize(10);
    stalled.request(Long.MAX_VALUE);
    assertThat(stalled.assertCompleted().getItems()).isEqualTo(reader.getItems());
  }

  @Test
  void aClusterWithABrokenConfigurationIsUnreachableAndHindersNoOther() {
    ClusterError broken =
        ClusterError.of(ErrorCode.FAILED_PRECONDITION, "INVALID_KUBECONFIG_CONTEXT", "no user x");
    List<Cluster> clusters =
        List.of(FakeFleet.cluster("a"), new Cluster("b", "b", Map.of(), "test", "default", broken));
    var fleet = new FakeFleet(clusters, cluster -> Uni.createFrom().item(FakeFleet.OK));
    List<Told> events = runToEnd(fleet, fleet.executions(2), RolloutPolicy.DEFAULT);

    assertThat(results(events))
        .extracting(ClusterResult::cluster, ClusterResult::state, result -> result.answer().error())
        .containsExactlyInAnyOrder(
            tuple("a", ClusterState.SUCCEEDED, null), tuple("b", ClusterState.UNREACHABLE, broken));
    assertThat(fleet.started).hasValue(1);
    assertThat(finished(events).state()).isEqualTo(ExecutionState.COMPLETED_WITH_FAILURES);
  }

  @Test
  void anOperationThatBreaksIsAFailedResult() {
    Function<Cluster, Uni<ClusterAnswer>> broken =
        cluster ->
            switch (cluster.name()) {
              case "throws" -> throw new IllegalStateException("bug");
              case "fails" -> Uni.createFrom().failure(new IllegalStateException("bug"));
              default -> Uni.createFrom().nullItem();
            };
    var fleet =
        new FakeFleet(
            List.of(
                FakeFleet.cluster("throws"),
                FakeFleet.cluster("fails"),
                FakeFleet.cluster("is-empty")),
            broken);
    List<Told> events = runToEnd(fleet, fleet.executions(1), RolloutPolicy.DEFAULT);
    assertThat(states(events)).isEqualTo(Map.of(ClusterState.FAILED, 3L));
    assertThat(results(events))
        .allSatisfy(
            result ->
                assertThat(result.answer().error())
                    .isNotNull()
                    .hasFieldOrPropertyWithValue("reason", "INTERNAL"));
  }
}
