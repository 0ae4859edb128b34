package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.assertTrailIsWhole;
import static io.fleetexecutor.execution.Trail.finished;
import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.start;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.access.NotPermittedException;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.CountOrPercent.Count;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionEvent.WaveStarted;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.model.WavePolicy;
import io.fleetexecutor.model.WavePolicy.Members;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules are in RolloutModelTest; here is what callers, logs and restarts see of them. */
class WavesTest {
  private static final Caller JANE = Caller.named("jane");
  private static final Duration SOAK = Duration.ofMinutes(10);

  /** Three clusters that each take 10 ms: one, another one, and the rest. */
  private final FakeFleet fleet = FakeFleet.of(3, number -> millis(10));

  private Executions executions = fleet.executions(8);

  private static WavePolicy one(String name, Duration soak, boolean approvalRequired) {
    return new WavePolicy(name, new Members.Size(new Count(1)), soak, approvalRequired);
  }

  private static RolloutPolicy waves(WavePolicy... waves) {
    return Policies.with(RolloutPolicy.DEFAULT, waves);
  }

  private static final RolloutPolicy APPROVED =
      waves(one("canary", Duration.ZERO, true), one("", Duration.ZERO, true));
  private static final RolloutPolicy SOAKED = waves(one("canary", SOAK, false));

  @Test
  void oneWaveFollowsTheOther() {
    String id = start(executions, waves(one("canary", Duration.ZERO, false)));
    List<Told> events = toEnd(fleet, watch(fleet, executions, id));

    assertTrailIsWhole(events, 3);
    assertThat(lines(events))
        .containsExactly(
            "wave 0 canary 1",
            "c-001",
            "c-001 ended",
            "wave 1 rest 2",
            "c-002",
            "c-003",
            "c-002 ended",
            "c-003 ended");
  }

  @Test
  void whoApprovedAndWhyIsInTheLog() {
    String id = start(executions, APPROVED);
    fleet.time.advance(Duration.ofHours(1));
    assertThat(get(id).state()).isEqualTo(ExecutionState.PAUSED);
    assertThat(get(id).stateReason())
        .isEqualTo("wave 1 (canary) has ended; the next wave waits for approval");

    Execution approved = resume(id, "looks good", 0);

    assertThat(approved.state()).isEqualTo(ExecutionState.RUNNING);
    fleet.time.advance(millis(20));
    assertThat(get(id).stateReason()).startsWith("wave 2 has ended");
    resume(id, "", null);
    List<Told> events = toEnd(fleet, watch(fleet, executions, id));
    assertThat(lines(events))
        .containsExactly(
            "wave 0 canary 1",
            "c-001",
            "c-001 ended",
            "PAUSED: wave 1 (canary) has ended; the next wave waits for approval (0)",
            "RUNNING by jane: looks good",
            "wave 1 wave 2 1",
            "c-002",
            "c-002 ended",
            "PAUSED: wave 2 has ended; the next wave waits for approval (1)",
            "RUNNING by jane: ",
            "wave 2 rest 1",
            "c-003",
            "c-003 ended");
  }

  @Test
  void anApprovalIsOfTheWaveThatItNames() {
    String id = start(executions, APPROVED);
    fleet.time.advance(millis(20));
    resume(id, "", 0);
    fleet.time.advance(millis(20));

    assertThatThrownBy(() -> resume(id, "sent twice", 0))
        .isInstanceOf(FailedPreconditionException.class)
        .hasMessage(
            "execution e1 waits for approval of wave 2, which has the index 1, and not of the one"
                + " with index 0");
    assertThat(get(id).state()).isEqualTo(ExecutionState.PAUSED);
  }

  @Test
  void aSoakCannotBeCutShort() {
    String id = start(executions, SOAKED);
    fleet.time.advance(millis(20));

    assertThat(get(id).stateReason())
        .isEqualTo(
            "wave 1 (canary) has ended; the next wave starts at 1970-01-01T00:10:00Z, after its"
                + " soak");
    assertThatThrownBy(() -> resume(id, "", null)).hasMessageContaining("cannot be cut short");
  }

  @Test
  void onlyWhatIsPausedCanBeResumed() {
    String id = start(executions, RolloutPolicy.DEFAULT);
    assertThatThrownBy(() -> resume(id, "", null))
        .isInstanceOf(FailedPreconditionException.class)
        .hasMessage("execution e1 is running, and neither paused nor waiting for approval");
    toEnd(fleet, watch(fleet, executions, id));
    assertThatThrownBy(() -> resume(id, "", null)).hasMessage("execution e1 has ended");
    assertThatThrownBy(() -> resume("e9", "", null))
        .isInstanceOf(LogException.NoSuchExecution.class);
  }

  @Test
  void whatIsPausedStartsNothingAndWhatRunsGoesOn() {
    String id = start(executions, Policies.with(RolloutPolicy.DEFAULT, Policies.parallel(2)));
    fleet.time.advance(millis(5));

    Execution paused = pause(id, "an alert");

    assertThat(paused.state()).isEqualTo(ExecutionState.PAUSED);
    assertThat(paused.stateReason()).isEqualTo("paused by jane: an alert");
    assertThat(pause(id, "again").stateReason()).isEqualTo("paused by jane: an alert");
    fleet.time.advance(Duration.ofHours(1));
    assertThat(fleet.started).hasValue(2);
    assertThat(fleet.running).hasValue(0);
    assertThat(resume(id, "all clear", null).state()).isEqualTo(ExecutionState.RUNNING);
    assertThat(lines(toEnd(fleet, watch(fleet, executions, id))))
        .containsExactly(
            "c-001",
            "c-002",
            "PAUSED by jane: an alert",
            "c-001 ended",
            "c-002 ended",
            "RUNNING by jane: all clear",
            "c-003",
            "c-003 ended");
  }

  @Test
  void whatWaitsForAWorkerDoesNotStartEither() {
    executions = fleet.executions(1);
    String busy = start(executions, RolloutPolicy.DEFAULT);
    String id = start(executions, RolloutPolicy.DEFAULT);
    pause(id, "");

    fleet.time.advance(Duration.ofHours(1));

    assertThat(get(busy).state()).isEqualTo(ExecutionState.SUCCEEDED);
    assertThat(fleet.started).hasValue(3);
    resume(id, "", null);
    assertTrailIsWhole(toEnd(fleet, watch(fleet, executions, id)), 3);
  }

  @Test
  void toResumeIsNotToApprove() {
    String id = start(executions, APPROVED);
    pause(id, "");
    fleet.time.advance(millis(20));

    assertThatThrownBy(() -> resume(id, "", 0)).hasMessageContaining("is paused by jane, and the");
    resume(id, "", null);

    assertThat(get(id).stateReason()).endsWith("waits for approval");
  }

  @Test
  void afterACrashItGoesOnFromBetweenTheWaves() {
    String id = start(executions, waves(one("canary", Duration.ZERO, false)));
    fleet.log.dieAfterWrites(1);
    fleet.time.advance(millis(15));
    assertThat(lines(fleet.logged(id))).endsWith("c-001 ended");

    restart();

    assertTrailIsWhole(toEnd(fleet, watch(fleet, executions, id)), 3);
  }

  @Test
  void afterACrashASoakEndsWhenItWouldHave() {
    String id = start(executions, SOAKED);
    fleet.time.advance(Duration.ofMinutes(4));

    restart();

    assertThat(get(id).state()).isEqualTo(ExecutionState.PAUSED);
    fleet.time.advance(Duration.ofMinutes(6).plusMillis(9));
    assertThat(fleet.started).hasValue(1);
    fleet.time.advance(millis(1));
    assertThat(fleet.started).hasValue(3);
    List<Told> events = toEnd(fleet, watch(fleet, executions, id));
    assertTrailIsWhole(events, 3);
    assertThat(lines(events)).containsOnlyOnce("RUNNING: ");
  }

  @Test
  void afterACrashItStillWaitsForApproval() {
    String id = start(executions, APPROVED);
    fleet.time.advance(millis(20));

    restart();
    fleet.time.advance(Duration.ofHours(1));

    assertThat(get(id).stateReason()).endsWith("waits for approval");
    assertThat(fleet.started).hasValue(1);
    resume(id, "", 0);
    fleet.time.advance(millis(20));
    resume(id, "", 1);
    assertTrailIsWhole(toEnd(fleet, watch(fleet, executions, id)), 3);
  }

  @Test
  void whoMayNotApproveMayStillLiftAPause() {
    String id = start(executions, APPROVED);
    fleet.time.advance(millis(20));
    var byStarter = new Command.Resume("", "jane", null, false);
    assertThatThrownBy(
            () -> executions.control().resume(id, byStarter, JANE).await().indefinitely())
        .isInstanceOf(NotPermittedException.class)
        .hasMessageContaining("somebody else");
    assertThat(get(id).state()).isEqualTo(ExecutionState.PAUSED);

    pause(id, "lunch");
    executions.control().resume(id, byStarter, JANE).await().indefinitely();
    assertThat(get(id).stateReason()).contains("waits for approval");
    resume(id, "", null);
    assertThat(get(id).state()).isEqualTo(ExecutionState.RUNNING);
  }

  @Test
  void noWaveStartsWhoseApprovalCannotBePutOnRecord() {
    fleet.witness =
        new Witness() {
          @Override
          public Uni<Void> accepted(Execution execution) {
            return Uni.createFrom().voidItem();
          }

          @Override
          public Uni<Void> askedToResume(String executionId, Command.Resume resume, Caller caller) {
            return Uni.createFrom().failure(new IllegalStateException("the disk is full"));
          }

          @Override
          public void ended(Execution execution) {
            // It does not.
          }
        };
    restart();
    String id = start(executions, APPROVED);
    fleet.time.advance(millis(20));

    assertThatThrownBy(() -> resume(id, "", 0)).hasMessage("the disk is full");

    fleet.time.advance(Duration.ofHours(1));
    assertThat(get(id).stateReason()).endsWith("waits for approval");
    assertThat(fleet.started).hasValue(1);
  }

  @Test
  void anApprovalThatWasAcknowledgedHoldsAfterACrash() {
    String id = start(executions, APPROVED);
    fleet.time.advance(millis(20));
    fleet.log.dieAfterWrites(1);
    executions
        .control()
        .resume(id, new Command.Resume("", "jane", 0, true), JANE)
        .subscribe()
        .with(done -> {}, failure -> {});

    restart();
    fleet.time.advance(millis(20));

    assertThat(get(id).stateReason()).startsWith("wave 2 has ended");
  }

  @Test
  void aPauseHoldsAfterACrash() {
    String id = start(executions, Policies.with(RolloutPolicy.DEFAULT, Policies.parallel(1)));
    pause(id, "why not");

    restart();
    fleet.time.advance(Duration.ofHours(1));

    assertThat(get(id).stateReason()).isEqualTo("paused by jane: why not");
    assertThat(fleet.started).hasValueLessThanOrEqualTo(2);
    resume(id, "", null);
    assertTrailIsWhole(toEnd(fleet, watch(fleet, executions, id)), 3);
  }

  @Test
  void aServerThatShutsDownLeavesWhatWaitsToTheNextOne() {
    String id = start(executions, APPROVED);
    fleet.time.advance(millis(20));

    AssertSubscriber<Told> client = watch(fleet, executions, id);

    executions.drain(Duration.ofSeconds(30)).await().indefinitely();
    client.assertFailedWith(LogException.Closed.class);
    restart();

    assertThat(get(id).stateReason()).endsWith("waits for approval");
    resume(id, "", 0);
    fleet.time.advance(millis(20));
    resume(id, "", 1);
    assertThat(finished(toEnd(fleet, watch(fleet, executions, id))).state())
        .isEqualTo(ExecutionState.SUCCEEDED);
  }

  @Test
  void aLogWithoutRoomForTheNextWaveEndsTheExecutionAsAnyOtherDoes() {
    String id = start(executions, SOAKED);
    fleet.time.advance(Duration.ofMinutes(1));
    fleet.log.failWrites(new LogException.Full("no space left"));
    fleet.time.advance(SOAK);
    assertThat(executions.runningCount()).isZero();
    assertThat(get(id).stateReason()).isEqualTo("no space left");

    fleet.log.failWrites(null);

    List<Told> events = toEnd(fleet, watch(fleet, executions, id));
    assertTrailIsWhole(events, 3);
    assertThat(finished(events).state()).isEqualTo(ExecutionState.CANCELLED);
    assertThat(finished(events).stateReason()).isEqualTo("no space left");
  }

  @Test
  void whatWaitsCanBeCancelled() {
    String id = start(executions, SOAKED);
    fleet.time.advance(millis(20));

    executions.control().cancel(id, "enough", "jane").await().indefinitely();

    List<Told> events = toEnd(fleet, watch(fleet, executions, id));
    assertTrailIsWhole(events, 3);
    assertThat(finished(events).state()).isEqualTo(ExecutionState.CANCELLED);
  }

  @Test
  void theExecutionTimeoutCountsOnWhileItWaits() {
    RolloutPolicy policy =
        Policies.of(
            null, io.fleetexecutor.model.FailurePolicy.DEFAULT, null, null, Duration.ofSeconds(30));
    String id = start(executions, Policies.with(policy, one("", Duration.ZERO, true)));

    assertThat(finished(toEnd(fleet, watch(fleet, executions, id))).stateReason())
        .isEqualTo("execution timeout of 30s passed");
  }

  private Execution get(String id) {
    return executions.get(id).await().indefinitely();
  }

  private Execution pause(String id, String reason) {
    return executions.control().pause(id, reason, "jane").await().indefinitely();
  }

  private Execution resume(String id, String reason, @Nullable Integer wave) {
    return executions
        .control()
        .resume(id, new Command.Resume(reason, "jane", wave, true), JANE)
        .await()
        .indefinitely();
  }

  private void restart() {
    fleet.log = fleet.log.afterCrash();
    executions = fleet.executions(8);
    executions.recover(OnRestart.RESUME).await().indefinitely();
  }

  private static List<String> lines(List<Told> events) {
    return events.stream().map(Told::payload).flatMap(WavesTest::line).toList();
  }

  private static Stream<String> line(io.fleetexecutor.model.ExecutionEvent event) {
    return switch (event) {
      case WaveStarted wave ->
          Stream.of(
              "wave %d %s %d".formatted(wave.index(), wave.displayName(), wave.clusterCount()));
      case ClusterStarted started -> Stream.of(started.cluster());
      case ClusterFinished finished -> Stream.of(finished.result().cluster() + " ended");
      case ExecutionStateChanged changed ->
          Stream.of(
              changed.state()
                  + (changed.caller().isEmpty() ? "" : " by " + changed.caller())
                  + ": "
                  + changed.reason()
                  + (changed.approvableWave() == null
                      ? ""
                      : " (" + changed.approvableWave() + ")"));
      default -> Stream.of();
    };
  }
}
