package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.execution.StartRequest.NewSpec;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptFailed;
import io.fleetexecutor.model.ExecutionEvent.ClusterAttemptStarted;
import io.fleetexecutor.model.ExecutionEvent.ClusterFinished;
import io.fleetexecutor.model.ExecutionEvent.ClusterStarted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionAccepted;
import io.fleetexecutor.model.ExecutionEvent.ExecutionFinished;
import io.fleetexecutor.model.ExecutionEvent.ExecutionStateChanged;
import io.fleetexecutor.model.ExecutionEvent.WaveStarted;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.ExecutionSummary;
import io.fleetexecutor.model.RolloutPolicy;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What an execution told, and what must hold for it. */
final class Trail {
  private Trail() {}

  static String start(Executions executions, RolloutPolicy policy) {
    return executions.start(request(FakeFleet.spec(policy))).await().indefinitely();
  }

  static StartRequest request(ExecutionSpec spec) {
    return new StartRequest(new NewSpec(spec), "", "", FakeFleet.GRANTS, FakeFleet.CALLER);
  }

  static AssertSubscriber<Told> subscribe(
      FakeFleet fleet, Executions executions, RolloutPolicy policy) {
    return watch(fleet, executions, start(executions, policy));
  }

  static AssertSubscriber<Told> watch(FakeFleet fleet, Executions executions, String id) {
    return fleet
        .facts(executions, id)
        .subscribe()
        .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
  }

  static List<Told> runToEnd(FakeFleet fleet, Executions executions, RolloutPolicy policy) {
    return toEnd(fleet, subscribe(fleet, executions, policy));
  }

  static List<Told> toEnd(FakeFleet fleet, AssertSubscriber<Told> client) {
    for (int second = 0; second < 100 && !client.hasCompleted(); second++) {
      fleet.time.advance(Duration.ofSeconds(1));
    }
    return client.assertCompleted().getItems();
  }

  static void assertTrailIsWhole(List<Told> events, int clusters) {
    assertThat(events.getFirst().payload()).isInstanceOf(ExecutionAccepted.class);
    assertThat(events.getLast().payload()).isInstanceOf(ExecutionFinished.class);
    assertThat(events).extracting(Told::sequence).isSorted().doesNotHaveDuplicates();
    Set<String> started = new HashSet<>();
    Set<String> finished = new HashSet<>();
    for (Told event : events.subList(1, events.size() - 1)) {
      switch (event.payload()) {
        case ClusterStarted start -> assertThat(started.add(start.cluster())).isTrue();
        case ClusterFinished finish -> {
          assertThat(finished.add(finish.result().cluster())).isTrue();
          assertThat(started.contains(finish.result().cluster()))
              .isEqualTo(finish.result().state() != ClusterState.NOT_ATTEMPTED);
        }
        case ClusterAttemptFailed failed -> assertThat(started).contains(failed.cluster());
        case ClusterAttemptStarted again -> assertThat(started).contains(again.cluster());
        case WaveStarted wave -> assertThat(wave.clusterCount()).isPositive();
        default -> assertThat(event.payload()).isInstanceOf(ExecutionStateChanged.class);
      }
    }
    assertThat(finished).hasSize(clusters).containsAll(started);
  }

  static void assertSummaryIsARecount(List<Told> events) {
    var counts = summary(events).counts();
    Map<ClusterState, Long> recount = states(events);
    for (ClusterState state : ClusterState.values()) {
      assertThat((long) counts.count(state)).isEqualTo(recount.getOrDefault(state, 0L));
    }
    assertThat(counts.running()).isZero();
    assertThat(counts.completed()).isEqualTo(counts.total());
  }

  static List<ClusterResult> results(List<Told> events) {
    return events.stream()
        .map(Told::payload)
        .filter(ClusterFinished.class::isInstance)
        .map(payload -> ((ClusterFinished) payload).result())
        .toList();
  }

  static ClusterResult onlyResult(List<Told> events) {
    assertThat(results(events)).hasSize(1);
    return results(events).getFirst();
  }

  static Map<ClusterState, Long> states(List<Told> events) {
    return results(events).stream()
        .collect(Collectors.groupingBy(ClusterResult::state, Collectors.counting()));
  }

  static Execution finished(List<Told> events) {
    return ((ExecutionFinished) events.getLast().payload()).execution();
  }

  static ExecutionSummary summary(List<Told> events) {
    return Objects.requireNonNull(finished(events).summary());
  }

  static ClusterError timeout(String reason, String message) {
    return ClusterError.of(ErrorCode.DEADLINE_EXCEEDED, reason, message);
  }

  static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }
}
