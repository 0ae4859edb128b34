package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.log.LogException;
import io.fleetexecutor.model.RolloutPolicy;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class WatchTest {
  private static final Duration INTERVAL = millis(50);

  @RepeatedTest(100)
  void aReaderThatComesBackAtOnePastTheLastMissesNoFactAndSeesNothingTwice(
      RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    FakeFleet fleet = FakeFleet.of(30, number -> millis(1 + random.nextInt(400)));
    Executions executions = fleet.executions(5);
    String id = start(executions, RolloutPolicy.DEFAULT);
    List<Told> seen = new ArrayList<>();
    boolean ended = false;
    while (!ended) {
      long next = seen.isEmpty() ? 0 : seen.getLast().sequence() + 1;
      AssertSubscriber<Told> client = watch(fleet, executions, id, next);
      client.request(1 + random.nextInt(30));
      fleet.time.advance(millis(random.nextInt(200)));
      ended = client.hasCompleted();
      client.cancel();
      assertThat(client.getFailure()).isNull();
      seen.addAll(client.getItems());
    }

    assertThat(seen).extracting(Told::sequence).isSorted().doesNotHaveDuplicates();
    assertThat(seen.stream().filter(told -> !told.isProgress())).isEqualTo(fleet.logged(id));
    assertThat(progressBeforeTheLast(seen).counts().completed()).isLessThanOrEqualTo(30);
  }

  private static Told progressBeforeTheLast(List<Told> seen) {
    return seen.reversed().stream().filter(Told::isProgress).findFirst().orElseThrow();
  }

  @Test
  void progressAfterAResumeCountsWhatCameBefore() {
    FakeFleet fleet = FakeFleet.of(10, number -> millis(number * 100));
    Executions executions = fleet.executions(10);
    String id = start(executions, RolloutPolicy.DEFAULT);
    fleet.time.advance(millis(750));
    long next = fleet.logged(id).getLast().sequence() + 1;

    AssertSubscriber<Told> client = watch(fleet, executions, id, next);
    client.request(Long.MAX_VALUE);
    fleet.time.advance(millis(60));

    assertThat(client.getItems()).filteredOn(Told::isProgress).hasSize(1);
    assertThat(client.getItems().getLast().counts().completed()).isEqualTo(8);
    assertThat(client.getItems().getLast().counts().running()).isEqualTo(2);
  }

  @Test
  void onePastTheEndOfWhatHasEndedIsAnEmptyStream() {
    FakeFleet fleet = FakeFleet.of(3, number -> millis(10));
    Executions executions = fleet.executions(3);
    String id = start(executions, RolloutPolicy.DEFAULT);
    fleet.time.advance(millis(20));
    long last = fleet.logged(id).getLast().sequence();

    AssertSubscriber<Told> onlyTheLast = watch(fleet, executions, id, last);
    onlyTheLast.request(10);
    assertThat(onlyTheLast.assertCompleted().getItems())
        .containsExactly(fleet.logged(id).getLast());
    AssertSubscriber<Told> nothing = watch(fleet, executions, id, last + 1);
    nothing.request(1);
    nothing.assertCompleted().assertHasNotReceivedAnyItem();
    AssertSubscriber<Told> tooFar = watch(fleet, executions, id, last + 3);
    tooFar.request(1);
    assertThat(tooFar.assertFailedWith(LogException.NotReached.class).getFailure())
        .isInstanceOfSatisfying(
            LogException.NotReached.class,
            ahead -> assertThat(Sequence.of(ahead.newest())).isEqualTo(last));
  }

  @Test
  void anExecutionThatDoesNotExistIsAFailure() {
    FakeFleet fleet = FakeFleet.of(3, number -> millis(10));
    watch(fleet, fleet.executions(3), "none", 0)
        .assertFailedWith(LogException.NoSuchExecution.class);
  }

  private static AssertSubscriber<Told> watch(
      FakeFleet fleet, Executions executions, String id, long from) {
    return fleet
        .told(executions, id, from, INTERVAL)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(0));
  }
}
