package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.assertTrailIsWhole;
import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.onlyResult;
import static io.fleetexecutor.execution.Trail.start;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptStarted;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.ResourceRef;
import io.fleetexecutor.model.RetryPolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The rules are in RolloutModelTest; here is what becomes of single clusters. */
class AttemptsTest {
  private static final RetryPolicy FOUR_ATTEMPTS =
      new RetryPolicy(
          4, Duration.ofSeconds(1), Duration.ofSeconds(3), 2, RetryPolicy.DEFAULT_CODES);
  private static final RolloutPolicy POLICY = Policies.with(RolloutPolicy.DEFAULT, FOUR_ATTEMPTS);
  private static final Operation PATCH =
      new Operation.PatchResource(
          new ResourceRef("", "configmap", "", "a"),
          Operation.PatchType.MERGE,
          "{a: 1}",
          "{\"a\":1}",
          "me");
  private static final Operation APPLY =
      new Operation.ApplyManifests(
          "source",
          List.of(new Manifest("v1", "ConfigMap", "", "a", "{}")),
          "me",
          false,
          false,
          "");
  private static final ClusterAnswer UNAVAILABLE = failed(ErrorCode.UNAVAILABLE);

  private final Deque<ClusterAnswer> answers = new ArrayDeque<>();
  private final VirtualTime time = new VirtualTime();

  /** One cluster that gives these answers, each after 10 ms; chance is as unlucky as it can be. */
  private final FakeFleet fleet =
      new FakeFleet(
          List.of(FakeFleet.cluster("c")),
          (cluster, notes) -> time.after(millis(10), answers.remove()),
          time);

  AttemptsTest() {
    fleet.random = highest();
  }

  private static RandomGenerator highest() {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return -1;
      }

      @Override
      public long nextLong(long bound) {
        return bound - 1;
      }
    };
  }

  private static ClusterAnswer failed(ErrorCode code) {
    return ClusterAnswer.failed(ClusterState.FAILED, ClusterError.of(code, "TEST", "it failed"));
  }

  @Test
  void anAttemptFollowsEachThatMayPassUntilOneSucceeds() {
    answers.addAll(List.of(UNAVAILABLE, UNAVAILABLE, FakeFleet.OK));

    List<Told> events = run(POLICY);

    assertThat(events.stream().map(Told::payload).filter(AttemptsTest::isOfAttempt))
        .containsExactly(
            attemptFailed(1, Duration.ofSeconds(1)),
            new ClusterAttemptStarted("c", 2),
            attemptFailed(2, Duration.ofSeconds(2)),
            new ClusterAttemptStarted("c", 3));
    ClusterResult result = onlyResult(events);
    assertThat(result.state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(result.attemptCount()).isEqualTo(3);
    assertThat(result.duration()).isEqualTo(millis(3_030));
  }

  private static ClusterAttemptFailed attemptFailed(int attempt, Duration delay) {
    return new ClusterAttemptFailed(
        "c",
        attempt,
        ClusterError.of(ErrorCode.UNAVAILABLE, "TEST", "it failed"),
        delay,
        false,
        false);
  }

  private static boolean isOfAttempt(ExecutionEvent event) {
    return event instanceof ClusterAttemptFailed || event instanceof ClusterAttemptStarted;
  }

  @Test
  void theLastAttemptsAnswerIsTheResult() {
    answers.addAll(List.of(UNAVAILABLE, UNAVAILABLE, UNAVAILABLE, UNAVAILABLE));

    ClusterResult result = onlyResult(run(POLICY));

    assertThat(result.answer()).isEqualTo(UNAVAILABLE);
    assertThat(result.attemptCount()).isEqualTo(4);
  }

  @Test
  void theApiServersWishToWaitIsRespected() {
    ClusterError busy =
        ClusterError.of(ErrorCode.RESOURCE_EXHAUSTED, "TOO_MANY_REQUESTS", "wait")
            .withRetryAfter(Duration.ofSeconds(7));
    answers.addAll(List.of(ClusterAnswer.failed(ClusterState.FAILED, busy), FakeFleet.OK));

    assertThat(onlyResult(run(POLICY)).duration()).isEqualTo(millis(7_020));
  }

  @Test
  void whatTheTimeoutLeavesNoTimeForIsNotTried() {
    answers.addAll(List.of(UNAVAILABLE, UNAVAILABLE));
    RolloutPolicy policy =
        Policies.with(
            Policies.of(null, FailurePolicy.DEFAULT, null, Duration.ofSeconds(2), null),
            FOUR_ATTEMPTS);

    ClusterResult result = onlyResult(run(policy));

    assertThat(result.attemptCount()).isEqualTo(2);
    assertThat(result.answer()).isEqualTo(UNAVAILABLE);
  }

  @Test
  void aWaitingClusterHoldsNoWorker() {
    answers.addAll(List.of(UNAVAILABLE, FakeFleet.OK));
    Executions executions = fleet.executions(1);
    String id = start(executions, POLICY);
    fleet.time.advance(millis(500));

    assertThat(fleet.running).hasValue(0);
    answers.addFirst(FakeFleet.OK);
    String other = start(executions, RolloutPolicy.DEFAULT);
    fleet.time.advance(millis(20));
    assertThat(executions.get(other).await().indefinitely().endTime()).isNotNull();
    assertTrailIsWhole(toEnd(fleet, watch(fleet, executions, id)), 1);
  }

  @Test
  void aWaitingClusterEndsWithItsExecution() {
    answers.add(UNAVAILABLE);
    Executions executions = fleet.executions(1);
    String id = start(executions, POLICY);
    fleet.time.advance(millis(500));

    executions.control().cancel(id, "enough", "jane").await().indefinitely();

    ClusterResult result = onlyResult(toEnd(fleet, watch(fleet, executions, id)));
    assertThat(result.state()).isEqualTo(ClusterState.CANCELLED);
    assertThat(result.attemptCount()).isEqualTo(1);
  }

  @Test
  void aChangeThatMayHaveHappenedIsNotRunAgain() {
    answers.addAll(List.of(UNAVAILABLE.withOutcome(false, true), FakeFleet.OK));
    assertThat(onlyResult(run(POLICY, PATCH)).attemptCount()).isEqualTo(1);
    answers.clear();
    answers.addAll(List.of(UNAVAILABLE.withOutcome(true, false), FakeFleet.OK));
    assertThat(onlyResult(run(POLICY, PATCH)).attemptCount()).isEqualTo(1);
  }

  @Test
  void aChangeThatCertainlyDidNotHappenIsRunAgain() {
    answers.addAll(List.of(UNAVAILABLE, FakeFleet.OK));

    assertThat(onlyResult(run(POLICY, PATCH)).attemptCount()).isEqualTo(2);
  }

  @Test
  void whatAnEarlierAttemptChangedWasChanged() {
    answers.addAll(List.of(UNAVAILABLE.withOutcome(true, true), FakeFleet.OK));

    ClusterResult result = onlyResult(run(POLICY, APPLY));

    assertThat(result.attemptCount()).isEqualTo(2);
    assertThat(result.answer().changed()).isTrue();
    assertThat(result.answer().outcomeUnknown()).isFalse();
  }

  @Test
  void whatNobodyKnowsOfAnEarlierAttemptIsStillUnknownWhenTheLastOneFails() {
    answers.addAll(
        List.of(UNAVAILABLE.withOutcome(false, true), failed(ErrorCode.PERMISSION_DENIED)));

    assertThat(onlyResult(run(POLICY, APPLY)).answer().outcomeUnknown()).isTrue();
  }

  @Test
  void afterACrashAWaitingClusterIsTriedWhenItWouldHaveBeen() {
    answers.addAll(List.of(UNAVAILABLE, FakeFleet.OK));
    String id =
        fleet
            .executions(1)
            .start(Trail.request(FakeFleet.spec(POLICY, PATCH, false)))
            .await()
            .indefinitely();
    fleet.time.advance(millis(500));
    fleet.log = fleet.log.afterCrash();
    Executions restarted = fleet.executions(1);
    restarted.recover(OnRestart.RESUME).await().indefinitely();

    fleet.time.advance(millis(509));
    assertThat(fleet.started).hasValue(1);
    ClusterResult result = onlyResult(toEnd(fleet, watch(fleet, restarted, id)));
    assertThat(result.state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(result.attemptCount()).isEqualTo(2);
  }

  private List<Told> run(RolloutPolicy policy) {
    return run(policy, new Operation.CheckHealth());
  }

  private List<Told> run(RolloutPolicy policy, Operation operation) {
    Executions executions = fleet.executions(1);
    String id =
        executions
            .start(Trail.request(FakeFleet.spec(policy, operation, false)))
            .await()
            .indefinitely();
    List<Told> events = toEnd(fleet, watch(fleet, executions, id));
    assertTrailIsWhole(events, 1);
    return events;
  }
}
