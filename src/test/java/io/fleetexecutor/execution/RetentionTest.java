package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.start;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.limit.CallerKey;
import io.fleetexecutor.log.LogException;
import io.fleetexecutor.log.LogUsage;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.RolloutPolicy;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Duration EVER = Duration.ofDays(10_000);

  private final FakeFleet fleet = FakeFleet.of(3, number -> millis(100));
  private final Executions executions = fleet.executions(3);

  @Test
  void theOldestLoseTheirEventsAndKeepTheirSummary() {
    List<String> ids = runOneAfterTheOther(5);
    enforce(new RetentionPolicy(EVER, 3, Long.MAX_VALUE, EVER, 100));

    assertThat(withEvents()).containsExactlyElementsOf(ids.subList(2, 5));
    Execution first = executions.get(ids.getFirst()).await().indefinitely();
    assertThat(first.plan().clusterCount()).isEqualTo(3);
    assertThat(Objects.requireNonNull(first.summary()).counts().count(ClusterState.SUCCEEDED))
        .isEqualTo(3);
  }

  @Test
  void readingWhatIsNotKeptTellsWhereTheRestBegins() {
    String id = runOneAfterTheOther(1).getFirst();
    Told last = fleet.logged(id).getLast();
    enforce(new RetentionPolicy(EVER, 0, Long.MAX_VALUE, EVER, 100));

    var refused =
        (LogException.NotKept)
            watch(fleet, executions, id).assertFailedWith(LogException.NotKept.class).getFailure();
    assertThat(Sequence.of(refused.oldest())).isEqualTo(last.sequence());
    AssertSubscriber<Told> rest =
        fleet
            .told(executions, id, last.sequence(), Duration.ofDays(1))
            .subscribe()
            .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    assertThat(rest.assertCompleted().getItems())
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.sequence()).isEqualTo(last.sequence());
              assertThat(Trail.finished(List.of(told)).summary())
                  .isEqualTo(Trail.finished(List.of(last)).summary());
            });
  }

  @Test
  void whatIsTooOldGoesAndWhatIsNotStays() {
    List<String> ids = runOneAfterTheOther(2);
    fleet.time.advance(Duration.ofMinutes(1));
    ids.addAll(runOneAfterTheOther(1));
    enforce(new RetentionPolicy(Duration.ofSeconds(30), 100, Long.MAX_VALUE, EVER, 100));
    assertThat(withEvents()).containsExactly(ids.getLast());
  }

  @Test
  void bytesAreBounded() {
    List<String> ids = runOneAfterTheOther(4);
    long each = usage().getFirst().bytes();
    enforce(new RetentionPolicy(EVER, 100, 2 * each, EVER, 100));
    assertThat(withEvents()).containsExactlyElementsOf(ids.subList(2, 4));
  }

  @Test
  void whatStillRunsIsNeverTouched() {
    runOneAfterTheOther(2);
    String running = start(executions, RolloutPolicy.DEFAULT);
    enforce(new RetentionPolicy(Duration.ofNanos(1), 0, 0, Duration.ofNanos(1), 0));
    assertThat(withEvents()).containsExactly(running);
    assertThat(history()).containsExactly(running);
    toEnd(fleet, watch(fleet, executions, running));
  }

  @Test
  void whatStillRunsTakesNoPlaceOfWhatHasEnded() {
    List<String> ids = runOneAfterTheOther(2);
    long ended = bytes();
    for (int i = 0; i < 5; i++) {
      ids.add(start(executions, RolloutPolicy.DEFAULT));
    }
    enforce(new RetentionPolicy(EVER, 2, ended, EVER, 2));
    assertThat(withEvents()).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(history()).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void whoeverHasManyLosesTheirEventsAndNobodyElse() {
    List<String> few = run("few", 1);
    List<String> many = run("many", 4);
    few.addAll(run("few", 1));
    enforce(new RetentionPolicy(EVER, 4, Long.MAX_VALUE, EVER, 100));
    assertThat(withEvents())
        .containsExactly(few.getFirst(), many.get(2), many.get(3), few.getLast());
  }

  @Test
  void whoeverHasMuchLosesTheirEventsAndNobodyElse() {
    List<String> little = run("little", 1);
    long each = bytes();
    List<String> much = run("much", 4);
    enforce(new RetentionPolicy(EVER, 100, 3 * each, EVER, 100));
    assertThat(withEvents()).containsExactly(little.getFirst(), much.get(2), much.get(3));
  }

  @Test
  void whoeverHasManyLosesTheirHistoryAndNobodyElse() {
    List<String> few = run("few", 1);
    List<String> many = run("many", 4);
    enforce(new RetentionPolicy(EVER, 1, Long.MAX_VALUE, EVER, 3));
    assertThat(history()).containsExactly(many.get(3), many.get(2), few.getFirst());
  }

  @Test
  void whatIsTooOldGoesWhoeverHasItAndTakesNoPlaceOfOthers() {
    run("few", 2);
    fleet.time.advance(Duration.ofMinutes(1));
    List<String> many = run("many", 3);
    enforce(new RetentionPolicy(Duration.ofSeconds(30), 3, Long.MAX_VALUE, EVER, 100));
    assertThat(withEvents()).containsExactlyElementsOf(many);
  }

  @Test
  void whoStartedAnExecutionIsRemembered() {
    Retention retention = retention(new RetentionPolicy(EVER, 100, Long.MAX_VALUE, EVER, 3));
    List<String> few = run("few", 1);
    List<String> many = run("many", 3);
    enforce(retention);
    many.addAll(run("many", 1));

    fleet.codec.broken = true;
    enforce(retention);
    fleet.codec.broken = false;
    assertThat(history()).containsExactly(many.get(3), many.get(2), few.getFirst());
  }

  @Test
  void whatCannotBeReadGoesOldestFirstAndIsReadAgainLater() {
    Retention retention = retention(new RetentionPolicy(EVER, 100, Long.MAX_VALUE, EVER, 3));
    List<String> gone = run("few", 1);
    List<String> few = run("few", 1);
    List<String> many = run("many", 2);
    fleet.codec.broken = true;
    enforce(retention);
    fleet.codec.broken = false;
    assertThat(history()).doesNotContainAnyElementsOf(gone).hasSize(3);

    many.addAll(run("many", 1));
    enforce(retention);
    assertThat(history()).containsExactly(many.get(2), many.get(1), few.getFirst());
  }

  @Test
  void nobodyIsLookedUpWhileEverythingFits() {
    run("few", 1);
    run("many", 2);
    int before = fleet.codec.executionsRead.get();
    enforce(new RetentionPolicy(EVER, 3, bytes(), EVER, 3));
    assertThat(fleet.codec.executionsRead).hasValue(before);
    enforce(new RetentionPolicy(EVER, 3, bytes(), EVER, 2));
    assertThat(fleet.codec.executionsRead).hasValue(before + 3);
  }

  @Test
  void theHistoryIsBoundedToo() {
    List<String> ids = runOneAfterTheOther(5);
    enforce(new RetentionPolicy(EVER, 1, Long.MAX_VALUE, EVER, 3));
    assertThat(history()).containsExactlyElementsOf(ids.subList(2, 5).reversed());
  }

  private List<String> runOneAfterTheOther(int count) {
    return run("test", count);
  }

  private List<String> run(String caller, int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(executions.start(request(caller)).await().indefinitely());
      fleet.time.advance(millis(150));
    }
    return ids;
  }

  private static StartRequest request(String name) {
    Caller caller = Caller.named(name);
    return new StartRequest(
        new StartRequest.NewSpec(FakeFleet.spec(RolloutPolicy.DEFAULT)),
        "",
        "",
        Access.open(true).grants(caller),
        CallerKey.of(caller, ""));
  }

  private Retention retention(RetentionPolicy policy) {
    return new Retention(fleet.log, fleet.codec, policy, fleet.time, fleet.time.scheduler);
  }

  private void enforce(RetentionPolicy policy) {
    enforce(retention(policy));
  }

  private static void enforce(Retention retention) {
    retention.enforce().await().indefinitely();
  }

  private List<LogUsage> usage() {
    return fleet.log.usage().await().indefinitely();
  }

  private long bytes() {
    return usage().stream().mapToLong(LogUsage::bytes).sum();
  }

  private List<String> withEvents() {
    return usage().stream().filter(usage -> usage.bytes() > 0).map(LogUsage::executionId).toList();
  }

  /** The newest first. */
  private List<String> history() {
    return executions.list(null, 10, all -> true).await().indefinitely().stream()
        .map(Execution::id)
        .toList();
  }
}
