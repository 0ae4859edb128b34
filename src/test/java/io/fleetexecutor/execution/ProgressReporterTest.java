package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.RolloutPolicy;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressReporterTest {
  private static final Duration INTERVAL = Duration.ofMillis(100);

  @Test
  void progressComesAtMostOncePerIntervalAndRightBeforeTheEnd() {
    List<Told> events = run(FakeFleet.of(50, n -> Duration.ofMillis(7L * n)), INTERVAL);

    List<Told> reports = reports(events);
    assertThat(reports).hasSizeBetween(2, 5);
    for (int i = 1; i < reports.size() - 1; i++) {
      Duration gap = Duration.between(reports.get(i - 1).eventTime(), reports.get(i).eventTime());
      assertThat(gap).isGreaterThanOrEqualTo(INTERVAL);
    }
    assertThat(events.get(events.size() - 2)).isEqualTo(reports.getLast());
    assertThat(reports.getLast().counts().completed()).isEqualTo(50);
    assertThat(reports.getLast().counts().running()).isZero();
  }

  @Test
  void whatChangedIsReportedAlsoWhenNoFurtherEventComes() {
    FakeFleet fleet = FakeFleet.of(3, n -> n == 3 ? Duration.ofSeconds(20) : Duration.ofMillis(10));
    AssertSubscriber<Told> client = subscribe(fleet, INTERVAL, Long.MAX_VALUE);
    fleet.time.advance(Duration.ofSeconds(5));

    assertThat(reports(client.getItems())).hasSize(1);
    Told report = reports(client.getItems()).getFirst();
    assertThat(report.counts().completed()).isEqualTo(2);
    assertThat(report.counts().running()).isEqualTo(1);
  }

  @Test
  void aZeroIntervalReportsAfterEveryChange() {
    List<Told> events = run(FakeFleet.of(20, Duration::ofMillis), Duration.ZERO);
    for (int i = 0; i < events.size(); i++) {
      boolean changes =
          events.get(i).fact() instanceof ClusterStarted
              || events.get(i).fact() instanceof ClusterFinished;
      if (changes) {
        assertThat(events.get(i + 1).isProgress()).isTrue();
      }
    }
    assertThat(reports(events)).hasSize(40);
  }

  @Test
  void sequencesStillIncreaseAndFactsKeepTheirs() {
    List<Told> events = run(FakeFleet.of(20, Duration::ofMillis), Duration.ZERO);
    assertThat(events).extracting(Told::sequence).isSorted().doesNotHaveDuplicates();
    assertThat(events)
        .filteredOn(event -> !event.isProgress())
        .allSatisfy(event -> assertThat(event.sequence() % 2).isEqualTo(1));
  }

  @Test
  void aReaderThatStopsLeavesNoTimerBehindWhenItIsGone() {
    FakeFleet fleet = FakeFleet.of(20, Duration::ofMillis);
    AssertSubscriber<Told> client = subscribe(fleet, INTERVAL, 3);
    fleet.time.advance(Duration.ofSeconds(1));
    assertThat(client.getItems()).hasSize(3);
    client.cancel();
    fleet.time.advance(Duration.ofSeconds(1));
    assertThat(fleet.time.scheduler.isIdle()).isTrue();
  }

  private static List<Told> run(FakeFleet fleet, Duration interval) {
    AssertSubscriber<Told> client = subscribe(fleet, interval, Long.MAX_VALUE);
    fleet.time.advance(Duration.ofSeconds(10));
    return client.assertCompleted().getItems();
  }

  private static AssertSubscriber<Told> subscribe(FakeFleet fleet, Duration interval, long demand) {
    Executions executions = fleet.executions(64);
    return fleet
        .told(executions, Trail.start(executions, RolloutPolicy.DEFAULT), 0, interval)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(demand));
  }

  private static List<Told> reports(List<Told> events) {
    return events.stream().filter(Told::isProgress).toList();
  }
}
