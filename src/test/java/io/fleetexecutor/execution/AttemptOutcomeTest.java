package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.onlyResult;
import static io.fleetexecutor.execution.Trail.request;
import static io.fleetexecutor.execution.Trail.results;
import static io.fleetexecutor.execution.Trail.timeout;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.RestartWorkload;
import io.fleetexecutor.model.ResourceRef;
import io.fleetexecutor.model.RolloutPolicy;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What is told of the outcome of an attempt, however it ends. */
class AttemptOutcomeTest {
  private static final Operation CHANGE =
      new RestartWorkload(new ResourceRef("", "deploy", "", "web"), true);
  private static final RolloutPolicy TWO_SECONDS =
      Policies.of(null, FailurePolicy.DEFAULT, null, Duration.ofSeconds(2), null);

  @Test
  void aRequestThatIsUnderWayAtTheTimeoutMayHaveChangedSomething() {
    ClusterAnswer answer = run(change(), AttemptNotes::sending, never());
    assertThat(answer.state()).isEqualTo(ClusterState.TIMED_OUT);
    assertThat(answer.outcomeUnknown()).isTrue();
    assertThat(answer.changed()).isFalse();
  }

  @Test
  void aTimeoutTellsWhatWasChangedAndWhatWasWaitedFor() {
    ClusterAnswer answer =
        run(
            change(),
            notes -> {
              notes.sending();
              notes.settled(true);
              notes.waitingFor("deployment default/web: 1 of 3 replicas are available");
            },
            never());
    assertThat(answer.changed()).isTrue();
    assertThat(answer.outcomeUnknown()).isFalse();
    assertThat(answer.error())
        .isEqualTo(
            timeout(
                "CLUSTER_TIMEOUT",
                "cluster timeout of 2s passed while waiting for deployment default/web: 1 of 3"
                    + " replicas are available"));
  }

  @Test
  void anAttemptThatBreaksOrAnswersTellsWhatIsKnown() {
    ClusterAnswer broken =
        run(
            change(),
            AttemptNotes::sending,
            Uni.createFrom().failure(new IllegalStateException("bug")));
    assertThat(broken.error()).extracting("code").isEqualTo(ErrorCode.INTERNAL);
    assertThat(broken.outcomeUnknown()).isTrue();

    ClusterAnswer answered =
        run(
            change(),
            notes -> {
              notes.sending();
              notes.settled(true);
            },
            Uni.createFrom().item(FakeFleet.OK));
    assertThat(answered).isEqualTo(FakeFleet.OK.withOutcome(true, false));
  }

  @Test
  void theOutcomeOfADryRunIsNeverUnknown() {
    ClusterAnswer answer =
        run(
            FakeFleet.spec(TWO_SECONDS, CHANGE, true),
            notes -> {
              notes.sending();
              notes.settled(true);
              notes.sending();
            },
            never());
    assertThat(answer.outcomeUnknown()).isFalse();
    assertThat(answer.changed()).isTrue();
  }

  @Test
  void whatACancelledClusterMayHaveDoneIsTold() {
    var fleet =
        new FakeFleet(
            List.of(
                FakeFleet.cluster("sent"),
                FakeFleet.cluster("changed"),
                FakeFleet.cluster("waiting")),
            (cluster, notes) -> {
              if (!cluster.name().equals("waiting")) {
                notes.sending();
              }
              if (cluster.name().equals("changed")) {
                notes.settled(true);
              }
              return never();
            });
    Executions executions = fleet.executions(3);
    String id = executions.start(request(change())).await().indefinitely();
    fleet.time.advance(millis(10));
    executions.control().cancel(id, "enough", "jane").await().indefinitely();

    List<Told> events = toEnd(fleet, watch(fleet, executions, id));
    assertThat(results(events))
        .allSatisfy(result -> assertThat(result.state()).isEqualTo(ClusterState.CANCELLED))
        .extracting(
            ClusterResult::cluster,
            result -> result.answer().outcomeUnknown(),
            result -> result.answer().changed())
        .containsExactlyInAnyOrder(
            tuple("sent", true, false),
            tuple("changed", false, true),
            tuple("waiting", false, false));
    assertThat(Trail.summary(events).groups().changedClusters()).isEqualTo(1);
  }

  @Test
  void theExecutionTimeoutTellsItToo() {
    var spec =
        FakeFleet.spec(
            Policies.of(null, FailurePolicy.DEFAULT, null, null, Duration.ofSeconds(1)),
            CHANGE,
            false);
    ClusterAnswer answer = run(spec, AttemptNotes::sending, never());
    assertThat(answer.error()).extracting("reason").isEqualTo("EXECUTION_TIMEOUT");
    assertThat(answer.outcomeUnknown()).isTrue();
  }

  @Test
  void nothingIsSentAnyMoreOnceTheAttemptHasEnded() {
    var own = new AtomicReference<AttemptNotes>();
    ClusterAnswer answer = run(change(), own::set, never());
    assertThat(answer.outcomeUnknown()).isFalse();
    assertThatThrownBy(() -> own.get().sending()).isInstanceOf(CancellationException.class);
  }

  private static ExecutionSpec change() {
    return FakeFleet.spec(TWO_SECONDS, CHANGE, false);
  }

  private static Uni<ClusterAnswer> never() {
    return Uni.createFrom().nothing();
  }

  private static ClusterAnswer run(
      ExecutionSpec spec, Consumer<AttemptNotes> work, Uni<ClusterAnswer> end) {
    var fleet =
        new FakeFleet(
            List.of(FakeFleet.cluster("a")),
            (cluster, notes) -> {
              work.accept(notes);
              return end;
            });
    Executions executions = fleet.executions(1);
    String id = executions.start(request(spec)).await().indefinitely();
    return onlyResult(toEnd(fleet, watch(fleet, executions, id))).answer();
  }
}
