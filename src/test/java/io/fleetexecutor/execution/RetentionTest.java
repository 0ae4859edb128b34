package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.start;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.log.LogException;
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
    long each = fleet.log.usage().await().indefinitely().getFirst().bytes();
    enforce(new RetentionPolicy(EVER, 100, 2 * each, EVER, 100));
    assertThat(withEvents()).containsExactlyElementsOf(ids.subList(2, 4));
  }

  @Test
  void whatStillRunsIsNeverTouchedAndCounts() {
    runOneAfterTheOther(2);
    String running = start(executions, RolloutPolicy.DEFAULT);
    enforce(new RetentionPolicy(Duration.ofNanos(1), 1, 1, Duration.ofNanos(1), 1));
    assertThat(withEvents()).containsExactly(running);
    assertThat(executions.list(null, 10, all -> true).await().indefinitely()).hasSize(1);
    toEnd(fleet, watch(fleet, executions, running));
  }

  @Test
  void theHistoryIsBoundedToo() {
    List<String> ids = runOneAfterTheOther(5);
    enforce(new RetentionPolicy(EVER, 1, Long.MAX_VALUE, EVER, 3));
    assertThat(executions.list(null, 10, all -> true).await().indefinitely())
        .extracting(Execution::id)
        .containsExactlyElementsOf(ids.subList(2, 5).reversed());
  }

  private List<String> runOneAfterTheOther(int count) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(start(executions, RolloutPolicy.DEFAULT));
      fleet.time.advance(millis(150));
    }
    return ids;
  }

  private void enforce(RetentionPolicy policy) {
    new Retention(fleet.log, fleet.codec, policy, fleet.time, fleet.time.scheduler)
        .enforce()
        .await()
        .indefinitely();
  }

  private List<String> withEvents() {
    return fleet.log.usage().await().indefinitely().stream()
        .filter(usage -> usage.bytes() > 0)
        .map(usage -> usage.executionId())
        .toList();
  }
}
