package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.assertTrailIsWhole;
import static io.fleetexecutor.execution.Trail.onlyResult;
import static io.fleetexecutor.execution.Trail.request;
import static io.fleetexecutor.execution.Trail.results;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.ApplyManifests;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.pool.Permits;
import io.fleetexecutor.pool.Request;
import io.fleetexecutor.pool.WorkerPool;
import io.fleetexecutor.pool.Workers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Executions whose workers are in another process. */
class RemoteWorkerTest {
  private static final RolloutPolicy DEFAULTS =
      Policies.of(null, FailurePolicy.DEFAULT, null, null, null);
  private static final Operation APPLY =
      new ApplyManifests(
          "source",
          List.of(new Manifest("v1", "ConfigMap", "", "a", "{}")),
          "fleet-executor",
          false,
          false,
          "");

  private final FakeFleet fleet =
      new FakeFleet(
          List.of(FakeFleet.cluster("c")), cluster -> Uni.createFrom().item(FakeFleet.OK));
  private final Queue<Uni<byte[]>> answers = new ArrayDeque<>();
  private Duration timeLeft = Duration.ZERO;

  /** All of which are elsewhere. */
  private final class Elsewhere implements Workers {
    private final Workers local = new Permits(1, 1);

    @Override
    public int limit() {
      return local.limit();
    }

    @Override
    public int total() {
      return local.total();
    }

    @Override
    public int inUse() {
      return local.inUse();
    }

    @Override
    public int waiting() {
      return local.waiting();
    }

    @Override
    public void acquire(Request request) {
      request.lend(
          (RemoteWorker)
              left -> {
                timeLeft = left;
                return answers.remove();
              });
    }

    @Override
    public boolean withdraw(Request request) {
      return false;
    }

    @Override
    public void release(Request request) {}

    @Override
    public void whenIdle(Runnable action) {
      local.whenIdle(action);
    }
  }

  private void answer(ClusterAnswer answer) {
    answers.add(Uni.createFrom().item(() -> fleet.codec.answer(answer)));
  }

  private List<Told> run(Operation operation) {
    Executions executions =
        fleet.executions(1, WorkerPool.of(new Elsewhere(), fleet.time, fleet.time.scheduler));
    String id =
        executions
            .start(request(FakeFleet.spec(DEFAULTS, operation, false)))
            .await()
            .indefinitely();
    return toEnd(fleet, watch(fleet, executions, id));
  }

  @Test
  void anAnswerOfAnotherProcessIsTheResult() {
    answer(FakeFleet.OK.withOutcome(true, true).withFingerprint("f"));
    ClusterAnswer answer = onlyResult(run(APPLY)).answer();

    assertThat(answer).isEqualTo(FakeFleet.OK.withOutcome(true, true).withFingerprint("f"));
    assertThat(timeLeft).isEqualTo(Duration.ofMinutes(2));
    assertThat(fleet.started).hasValue(0);
  }

  @Test
  void aReadWhoseProcessIsLostIsMadeAgainWhateverThePolicySays() {
    answers.add(Uni.createFrom().failure(new LostWorkerException(true)));
    answers.add(Uni.createFrom().failure(new LostWorkerException(true)));
    answer(FakeFleet.OK);
    List<Told> events = run(new Operation.CheckHealth());

    assertTrailIsWhole(events, 1);
    assertThat(onlyResult(events).state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(onlyResult(events).attemptCount()).isEqualTo(3);
    assertThat(events)
        .extracting(Told::payload)
        .filteredOn(ClusterAttemptFailed.class::isInstance)
        .extracting(event -> ((ClusterAttemptFailed) event).error().reason())
        .containsExactly("REPLICA_LOST", "REPLICA_LOST");
  }

  @Test
  void aChangeWhoseProcessIsLostIsInterrupted() {
    answers.add(Uni.createFrom().failure(new LostWorkerException(true)));
    List<Told> events = run(APPLY);

    assertThat(results(events))
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.state()).isEqualTo(ClusterState.INTERRUPTED);
              assertThat(result.answer().outcomeUnknown()).isTrue();
              assertThat(result.attemptCount()).isEqualTo(1);
            });
  }

  @Test
  void aChangeWhoseProcessIsLostBeforeItBeganIsMadeByAnother() {
    answers.add(Uni.createFrom().failure(new LostWorkerException(false)));
    answer(FakeFleet.OK.withOutcome(true, false));
    List<Told> events = run(APPLY);

    assertThat(onlyResult(events).state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(onlyResult(events).attemptCount()).isEqualTo(2);
  }

  @Test
  void aChangeOfWhichNothingWasSentIsMadeByAnother() {
    answer(
        ClusterAnswer.interrupted(ClusterError.of(ErrorCode.ABORTED, "REPLICA_LOST", "gone"))
            .withOutcome(false, false));
    answer(FakeFleet.OK.withOutcome(true, false));
    List<Told> events = run(APPLY);

    assertThat(onlyResult(events).state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(onlyResult(events).attemptCount()).isEqualTo(2);
  }

  @Test
  void ofAChangeWhoseAnswerCannotBeReadNobodyKnowsTheOutcome() {
    answers.add(Uni.createFrom().item(new byte[] {9, 9, 9, 9}));
    ClusterAnswer answer = onlyResult(run(APPLY)).answer();

    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(answer.outcomeUnknown()).isTrue();
  }

  @Test
  void aCancelledChangeMayHaveBeenMade() {
    answers.add(Uni.createFrom().nothing());
    Executions executions =
        fleet.executions(1, WorkerPool.of(new Elsewhere(), fleet.time, fleet.time.scheduler));
    String id =
        executions.start(request(FakeFleet.spec(DEFAULTS, APPLY, false))).await().indefinitely();
    executions.control().cancel(id, "enough", "jane").await().indefinitely();
    ClusterAnswer answer = onlyResult(toEnd(fleet, watch(fleet, executions, id))).answer();

    assertThat(answer.state()).isEqualTo(ClusterState.CANCELLED);
    assertThat(answer.outcomeUnknown()).isTrue();
  }
}
