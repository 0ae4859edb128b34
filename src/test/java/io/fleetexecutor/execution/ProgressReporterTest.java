package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ProgressReported;
import io.fleetexecutor.model.RolloutPolicy;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressReporterTest {
  private static final Duration INTERVAL = Duration.ofMillis(100);

  @Test
  void progressComesAtMostOncePerIntervalAndRightBeforeTheEnd() {
    List<ExecutionEvent> events = run(FakeFleet.of(50, n -> Duration.ofMillis(7L * n)), INTERVAL);

    List<ExecutionEvent> reports = reports(events);
    assertThat(reports).hasSizeBetween(2, 5);
    for (int i = 1; i < reports.size() - 1; i++) {
      Duration gap = Duration.between(reports.get(i - 1).eventTime(), reports.get(i).eventTime());
      assertThat(gap).isGreaterThanOrEqualTo(INTERVAL);
    }
    assertThat(events.get(events.size() - 2)).isEqualTo(reports.getLast());
    ProgressReported last = (ProgressReported) reports.getLast().payload();
    assertThat(last.counts().completed()).isEqualTo(50);
    assertThat(last.counts().running()).isZero();
  }

  @Test
  void whatChangedIsReportedAlsoWhenNoFurtherEventComes() {
    FakeFleet fleet = FakeFleet.of(3, n -> n == 3 ? Duration.ofSeconds(20) : Duration.ofMillis(10));
    AssertSubscriber<ExecutionEvent> client = subscribe(fleet, INTERVAL, Long.MAX_VALUE);
    fleet.time.advance(Duration.ofSeconds(5));

    assertThat(reports(client.getItems())).hasSize(1);
    ProgressReported report = (ProgressReported) reports(client.getItems()).getFirst().payload();
    assertThat(report.counts().completed()).isEqualTo(2);
    assertThat(report.counts().running()).isEqualTo(1);
  }

  @Test
  void aZeroIntervalReportsAfterEveryChange() {
    List<ExecutionEvent> events = run(FakeFleet.of(20, Duration::ofMillis), Duration.ZERO);
    for (int i = 0; i < events.size(); i++) {
      boolean changes =
          events.get(i).payload() instanceof ClusterStarted
              || events.get(i).payload() instanceof ClusterFinished;
      if (changes) {
        assertThat(events.get(i + 1).payload()).isInstanceOf(ProgressReported.class);
      }
    }
    assertThat(reports(events)).hasSize(40);
  }

  @Test
  void sequencesStillIncreaseAndFactsKeepTheirs() {
    List<ExecutionEvent> events = run(FakeFleet.of(20, Duration::ofMillis), Duration.ZERO);
    assertThat(events).extracting(ExecutionEvent::sequence).isSorted().doesNotHaveDuplicates();
    assertThat(events)
        .filteredOn(event -> !(event.payload() instanceof ProgressReported))
        .allSatisfy(event -> assertThat(event.sequence() % 2).isEqualTo(1));
  }

  @Test
  void aReaderThatStopsLeavesNoTimerBehindWhenItIsGone() {
    FakeFleet fleet = FakeFleet.of(20, Duration::ofMillis);
    AssertSubscriber<ExecutionEvent> client = subscribe(fleet, INTERVAL, 3);
    fleet.time.advance(Duration.ofSeconds(1));
    assertThat(client.getItems()).hasSize(3);
    client.cancel();
    fleet.time.advance(Duration.ofSeconds(1));
    assertThat(fleet.time.scheduler.isIdle()).isTrue();
  }

  private static List<ExecutionEvent> run(FakeFleet fleet, Duration interval) {
    AssertSubscriber<ExecutionEvent> client = subscribe(fleet, interval, Long.MAX_VALUE);
    fleet.time.advance(Duration.ofSeconds(10));
    return client.assertCompleted().getItems();
  }

  private static AssertSubscriber<ExecutionEvent> subscribe(
      FakeFleet fleet, Duration interval, long demand) {
    return new ProgressReporter(fleet.time, fleet.time.scheduler)
        .report(fleet.executions(64).start(FakeFleet.spec(RolloutPolicy.DEFAULT)), interval)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(demand));
  }

  private static List<ExecutionEvent> reports(List<ExecutionEvent> events) {
    return events.stream().filter(e -> e.payload() instanceof ProgressReported).toList();
  }
}
