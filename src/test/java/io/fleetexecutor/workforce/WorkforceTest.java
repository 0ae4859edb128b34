package io.fleetexecutor.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.execution.LostWorkerException;
import io.fleetexecutor.pool.Result;
import io.fleetexecutor.pool.Result.Outcome;
import io.fleetexecutor.pool.Signal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Tasks of one process whose workers are in several. */
class WorkforceTest {
  private static final int TASKS = 60;

  private final CompletableFuture<String> stop = new CompletableFuture<>();

  private AssertSubscriber<Signal<String>> run(Village.Process leader, int parallel) {
    return leader
        .pool()
        .signals(
            "execution",
            "",
            Multi.createFrom()
                .items(IntStream.range(0, TASKS).boxed())
                .map(i -> leader.task("c" + i)),
            parallel,
            Uni.createFrom().completionStage(stop))
        .subscribe()
        .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }

  private static List<Result<String>> results(AssertSubscriber<Signal<String>> signals) {
    return signals.getItems().stream()
        .filter(Result.class::isInstance)
        .map(signal -> (Result<String>) signal)
        .toList();
  }

  private static void step(Village village) {
    List<Village.Process> all = List.copyOf(village.processes.values());
    Village.Process any = all.get(village.random.nextInt(all.size()));
    switch (village.random.nextInt(10)) {
      case 0 -> any.workforce.callRoll();
      case 1, 2, 3 -> any.answer();
      default -> village.deliver();
    }
  }

  private static Village.Process startThree(Village village) {
    Village.Process leader = village.start("a", 3);
    village.start("b", 4);
    village.start("c", 5);
    return leader;
  }

  private static void stepUntil(
      Village village, AssertSubscriber<Signal<String>> signals, int results) {
    while (results(signals).size() < results) {
      step(village);
    }
  }

  /** As often as messages may get lost. */
  private static void settleAndAssertNothingIsLent(Village village) {
    for (int i = 0; i < 200; i++) {
      village.settle();
    }
    village.assertNothingIsLent();
  }

  private static void assertOneResultForEach(AssertSubscriber<Signal<String>> signals) {
    signals.assertCompleted();
    assertThat(results(signals))
        .extracting(Result::clusterName)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, TASKS).mapToObj(i -> "c" + i).toList());
  }

  @Test
  void everyProcessTakesItsPartAndNoMoreThanItHasWorkers() {
    Village village = new Village(1, 0);
    Village.Process leader = village.start("a", 5);
    village.start("b", 5);
    village.start("c", 5);
    AssertSubscriber<Signal<String>> signals = run(leader, 30);
    village.deliverAll();

    assertThat(village.processes.values())
        .allSatisfy(process -> assertThat(process.attempts).hasSize(5));
    stepUntil(village, signals, TASKS);
    assertOneResultForEach(signals);
    assertThat(results(signals)).extracting(Result::outcome).containsOnly(Outcome.SUCCEEDED);
    assertThat(results(signals))
        .allSatisfy(each -> assertThat(each.value()).isEqualTo(each.clusterName()));
    village.settle();
    village.assertNothingIsLent();
  }

  @RepeatedTest(200)
  void whateverGetsLostEachTaskRunsOnceAndNoWorkerStaysLent(RepetitionInfo repetition) {
    Village village = new Village(repetition.getCurrentRepetition(), 0.2);
    Village.Process leader = startThree(village);
    AssertSubscriber<Signal<String>> signals = run(leader, 20);
    stepUntil(village, signals, TASKS);

    assertOneResultForEach(signals);
    assertThat(results(signals)).extracting(Result::outcome).containsOnly(Outcome.SUCCEEDED);
    assertThat(village.begun)
        .hasSize(TASKS)
        .allSatisfy((cluster, times) -> assertThat(times).isOne());
    settleAndAssertNothingIsLent(village);
  }

  @RepeatedTest(200)
  void whoeverDiesEachTaskHasOneResultAndRunsOnceAtMost(RepetitionInfo repetition) {
    Village village = new Village(repetition.getCurrentRepetition(), 0.1);
    Village.Process leader = startThree(village);
    AssertSubscriber<Signal<String>> signals = run(leader, 20);
    int crash = village.random.nextInt(150);
    for (int i = 0; results(signals).size() < TASKS; i++) {
      step(village);
      if (i == crash) {
        village.crash("b");
      }
    }

    assertOneResultForEach(signals);
    assertThat(results(signals))
        .filteredOn(result -> result.outcome() != Outcome.SUCCEEDED)
        .hasSizeLessThanOrEqualTo(4)
        .allSatisfy(result -> assertThat(result.error()).isInstanceOf(LostWorkerException.class));
    assertThat(village.begun).allSatisfy((cluster, times) -> assertThat(times).isOne());
    settleAndAssertNothingIsLent(village);
  }

  @RepeatedTest(100)
  void stoppingReachesEveryProcess(RepetitionInfo repetition) {
    Village village = new Village(repetition.getCurrentRepetition(), 0.1);
    Village.Process leader = startThree(village);
    AssertSubscriber<Signal<String>> signals = run(leader, 20);
    for (int i = village.random.nextInt(200); i > 0; i--) {
      step(village);
    }
    stop.complete("enough");

    assertOneResultForEach(signals);
    settleAndAssertNothingIsLent(village);
  }

  @Test
  void whatOneRefusesAnotherTakes() {
    Village village = new Village(1, 0);
    Village.Process leader = village.start("a", 3);
    Village.Process other = village.start("b", 3);
    IntStream.range(0, TASKS).forEach(i -> other.unknown.add("c" + i));
    AssertSubscriber<Signal<String>> signals = run(leader, 20);
    stepUntil(village, signals, TASKS);

    assertOneResultForEach(signals);
    assertThat(other.mostAttempts).isZero();
  }

  @Test
  void aProcessThatDrainsHandsBackWhatWaitsAndEndsWhatRuns() {
    Village village = new Village(1, 0);
    Village.Process leader = village.start("a", 3);
    Village.Process other = village.start("b", 3);
    AssertSubscriber<Signal<String>> signals = run(leader, 20);
    village.deliverAll();
    assertThat(other.attempts).hasSize(3);

    other.open = false;
    other.workforce.handBack();
    village.deliverAll();

    assertThat(other.permits.waiting()).isZero();
    assertThat(other.active).isEqualTo(3);
    other.attempts.clear();
    stepUntil(village, signals, TASKS - 3);
    assertThat(other.mostAttempts).isEqualTo(3);
  }

  @Test
  void whatGetsItsWorkerWhileAProcessHandsBackIsEndedThereToo() {
    Village village = new Village(1, 0);
    Village.Process leader = village.start("a", 3);
    Village.Process other = village.start("b", 1);
    AssertSubscriber<Signal<String>> signals = run(leader, 20);
    village.deliverAll();
    assertThat(other.permits.waiting()).isGreaterThan(3);

    other.open = false;
    other.beforeSend =
        () -> {
          other.answer();
          village.deliverAll();
        };
    other.workforce.handBack();
    assertThat(other.permits.waiting()).isZero();
    stepUntil(village, signals, TASKS);

    assertThat(results(signals)).extracting(Result::outcome).containsOnly(Outcome.SUCCEEDED);
    assertThat(village.begun).allSatisfy((cluster, times) -> assertThat(times).isOne());
  }

  @Test
  void aWorkerThatIsLostBeforeItsAttemptIsToBeginMakesNone() {
    Village village = new Village(1, 0);
    Village.Process leader = village.start("a", 1);
    Village.Process other = village.start("b", 1);
    leader.beforeAttempt = () -> village.crash("b");
    AssertSubscriber<Signal<String>> signals = run(leader, 20);
    while (village.processes.containsKey("b")) {
      village.deliver();
    }
    village.deliverAll();

    assertThat(results(signals))
        .filteredOn(result -> result.outcome() == Outcome.FAILED)
        .extracting(Result::error)
        .singleElement()
        .isInstanceOfSatisfying(
            LostWorkerException.class, lost -> assertThat(lost.hadBegun()).isFalse());
  }

  @Test
  void whoTakesItsOwnExecutionOverAgainEndsWhatItBorrowedBefore() {
    Village village = new Village(1, 0);
    Village.Process leader = village.start("a", 3);
    Village.Process lender = village.start("b", 3);
    run(leader, 20);
    village.deliverAll();
    assertThat(lender.attempts).hasSize(3);

    leader.epoch = 7;
    leader.workforce.fence("execution", 7).subscribe().with(done -> {});
    village.deliverAll();

    assertThat(lender.attempts).isEmpty();
    assertThat(lender.permits.inUse()).isZero();
  }

  @Test
  void aRollOfMoreThanOneMessageIsCalledInSeveral() {
    Village village = new Village(1, 0);
    Village.Process leader = village.start("a", 1);
    leader.maxBytes = 100;
    Village.Process other = village.start("b", 40);
    run(leader, TASKS);
    village.deliverAll();
    int waiting = other.permits.inUse();
    assertThat(waiting).isGreaterThan(20);

    village.settle();

    assertThat(other.permits.inUse()).isEqualTo(waiting);
    assertThat(other.attempts).hasSize(waiting);
  }

  @Test
  void whoTakesAnExecutionOverEndsWhatItsLastOwnerBorrowed() {
    Village village = new Village(1, 0);
    Village.Process leader = village.start("a", 3);
    Village.Process lender = village.start("b", 3);
    Village.Process next = village.start("c", 3);
    run(leader, 20);
    village.deliverAll();
    assertThat(lender.attempts).hasSize(3);

    var fenced = new CompletableFuture<>();
    next.epoch = 7;
    next.workforce.fence("execution", 7).subscribe().with(done -> fenced.complete(done));
    assertThat(next.attempts).isEmpty();
    assertThat(fenced).isNotDone();
    village.deliverAll();

    assertThat(fenced).isCompleted();
    assertThat(lender.attempts).isEmpty();
    leader.workforce.callRoll();
    village.deliverAll();
    leader.answer();
    village.deliverAll();
    assertThat(lender.attempts).as("it may not borrow any more").isEmpty();
    assertThat(next.attempts).isEmpty();
  }

  @Test
  void whoTakesOverMayBorrowAlsoWhereItsFenceWasLost() {
    Village village = new Village(1, 0);
    Village.Process leader = village.start("a", 3);
    Village.Process lender = village.start("b", 3);
    Village.Process next = village.start("c", 3);
    next.epoch = 7;
    next.workforce.fence("execution", 7).subscribe().with(done -> {});
    village.deliverAll();

    leader.epoch = 8;
    run(leader, 20);
    village.deliverAll();

    assertThat(lender.attempts).hasSize(3);
    assertThat(next.attempts).hasSize(3);
  }

  @Test
  void aTakeoverWaitsForEveryOtherAndForNobodyThatIsGone() {
    Village village = new Village(1, 0);
    village.start("a", 1);
    village.start("b", 1);
    Village.Process next = village.start("c", 1);
    var fenced = new CompletableFuture<>();
    next.workforce.fence("execution", 7).subscribe().with(done -> fenced.complete(done));
    village.processes.remove("a");
    village.deliverAll();
    assertThat(fenced).isNotDone();

    next.workforce.callRoll();
    assertThat(fenced).isCompleted();
  }

  @Test
  void whatOneHadThatDiedIsEnded() {
    Village village = new Village(1, 0);
    Village.Process leader = village.start("a", 3);
    Village.Process other = village.start("b", 3);
    run(leader, 20);
    village.deliverAll();
    assertThat(other.attempts).hasSize(3);

    village.crash("a");

    village.assertNothingIsLent();
  }

  @Test
  void oneWhoseLeaseHasPassedDoesNothingForOthers() {
    Village village = new Village(1, 0);
    Village.Process leader = village.start("a", 3);
    Village.Process other = village.start("b", 3);
    run(leader, 20);
    village.deliverAll();
    assertThat(other.attempts).hasSize(3);

    other.held = false;
    other.workforce.stopLending();
    assertThat(other.attempts).isEmpty();
    assertThat(other.permits.inUse()).isZero();

    leader.answer();
    village.settle();
    assertThat(other.attempts).isEmpty();
    assertThat(leader.workforce.waiting()).as("here").isPositive();
  }

  @Test
  void theWorkersOfOneProcessAreSharedFairlyByExecutionsOfAll() {
    Village village = new Village(1, 0);
    Village.Process leader = village.start("a", 4);
    Village.Process other = village.start("b", 4);
    run(leader, 60);
    run(other, 60);
    village.settle();
    for (int i = 0; i < 40; i++) {
      leader.answer();
      other.answer();
      village.deliverAll();
    }
    assertThat(leader.permits.inUse()).isEqualTo(4);
    assertThat(other.permits.inUse()).isEqualTo(4);
  }
}
