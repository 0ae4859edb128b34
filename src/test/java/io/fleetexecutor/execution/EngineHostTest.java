package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.execution.AttemptHost.Prepared;
import io.fleetexecutor.execution.StartRequest.NewSpec;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.RestartWorkload;
import io.fleetexecutor.model.ResourceRef;
import io.fleetexecutor.model.RolloutPolicy;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Attempts for executions that another process runs. */
class EngineHostTest {
  private static final RolloutPolicy DEFAULTS =
      Policies.of(null, FailurePolicy.DEFAULT, null, null, null);

  private static final Operation CHANGE =
      new RestartWorkload(new ResourceRef("", "deploy", "", "web"), false);

  private final List<AttemptNotes> notes = new ArrayList<>();
  private final FakeFleet fleet =
      new FakeFleet(
          List.of(
              FakeFleet.cluster("quick"), FakeFleet.cluster("hangs"), FakeFleet.cluster("sends")),
          this::answer);
  private boolean held = true;
  private final EngineHost host =
      new EngineHost(
          fleet,
          new Journal(fleet.log, fleet.codec, fleet.time),
          new Attempting(fleet, fleet.codec, fleet.time.scheduler, () -> held),
          new ActiveWork(),
          () -> true);

  private Uni<ClusterAnswer> answer(io.fleetexecutor.model.Cluster cluster, AttemptNotes ownNotes) {
    notes.add(ownNotes);
    return switch (cluster.name()) {
      case "quick" -> Uni.createFrom().item(FakeFleet.OK);
      case "sends" -> Uni.createFrom().item(FakeFleet.OK).invoke(ownNotes::sending);
      default -> Uni.createFrom().nothing();
    };
  }

  private String start() {
    return fleet.executions(2).start(request(FakeFleet.spec(DEFAULTS))).await().indefinitely();
  }

  private Prepared prepare(String id, String cluster) {
    return host.prepare(id, cluster).await().indefinitely();
  }

  private UniAssertSubscriber<byte[]> attempt(String cluster, Duration timeLeft) {
    Prepared prepared = prepare(start(), cluster);
    notes.clear();
    return prepared.attempt(timeLeft).subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  @Test
  void anAttemptIsMadeByWhatTheLogSays() {
    byte[] answer = attempt("quick", Duration.ofMinutes(1)).assertCompleted().getItem();
    assertThat(fleet.codec.answer(answer)).isEqualTo(FakeFleet.OK);
  }

  @Test
  void anAnswerThatCannotBeWrittenIsAnErrorThatCan() {
    fleet.codec.unwritable = ClusterState.SUCCEEDED;
    byte[] bytes = attempt("quick", Duration.ofMinutes(1)).assertCompleted().getItem();
    assertThat(fleet.codec.answer(bytes).state()).isEqualTo(ClusterState.FAILED);
  }

  @Test
  void itCountsForWhomTheLogSaysThatStartedTheExecution() {
    assertThat(prepare(start(), "quick").owner()).as("nobody knows").isEmpty();
    StartRequest request =
        new StartRequest(
            new NewSpec(FakeFleet.spec(DEFAULTS)),
            "",
            "",
            Access.open(true).grants(Caller.named("jane")),
            FakeFleet.CALLER);
    String id = fleet.executions(2).start(request).await().indefinitely();
    assertThat(prepare(id, "quick").owner()).isEqualTo("jane");
  }

  @Test
  void itsTimeoutsHoldHere() {
    UniAssertSubscriber<byte[]> hanging = attempt("hangs", Duration.ofSeconds(7));
    fleet.time.advance(Duration.ofSeconds(7));
    ClusterAnswer answer = fleet.codec.answer(hanging.assertCompleted().getItem());
    assertThat(answer.state()).isEqualTo(ClusterState.TIMED_OUT);
  }

  @Test
  void nothingIsSentAfterItIsCancelled() {
    attempt("hangs", Duration.ofMinutes(1)).cancel();
    assertThatThrownBy(() -> notes.getFirst().sending()).isInstanceOf(CancellationException.class);
  }

  @Test
  void nothingIsSentOnceAnotherProcessMayThinkThatThisOneIsGone() {
    attempt("hangs", Duration.ofMinutes(1));
    notes.getFirst().sending();
    held = false;
    assertThatThrownBy(() -> notes.getFirst().sending()).isInstanceOf(CancellationException.class);
  }

  @Test
  void whatWasNotSentForThatReasonIsToldToBeNobodysFault() {
    String id =
        fleet
            .executions(2)
            .start(request(FakeFleet.spec(DEFAULTS, CHANGE, false)))
            .await()
            .indefinitely();
    held = false;
    byte[] bytes = prepare(id, "sends").attempt(Duration.ofMinutes(1)).await().indefinitely();
    ClusterAnswer answer = fleet.codec.answer(bytes);
    assertThat(answer.state()).isEqualTo(ClusterState.INTERRUPTED);
    assertThat(answer.outcomeUnknown()).isFalse();
  }

  @Test
  void aReadIsNotBegunEither() {
    String id = start();
    Prepared prepared = prepare(id, "quick");
    int before = fleet.started.get();
    held = false;
    ClusterAnswer answer =
        fleet.codec.answer(prepared.attempt(Duration.ofMinutes(1)).await().indefinitely());
    assertThat(answer.state()).isEqualTo(ClusterState.INTERRUPTED);
    assertThat(fleet.started).hasValue(before);
  }

  @Test
  void aClusterThatIsNotKnownHereIsRefused() {
    String id = start();
    assertThatThrownBy(() -> prepare(id, "other")).hasMessageContaining("other");
  }

  @Test
  void aLogThatCannotBeReadIsReadAgainTheNextTime() {
    String id = start();
    fleet.codec.broken = true;
    assertThatThrownBy(() -> prepare(id, "quick")).hasMessageContaining("cannot be read");
    fleet.codec.broken = false;
    assertThat(prepare(id, "quick")).isNotNull();
  }
}
