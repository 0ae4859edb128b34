package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.assertSummaryIsARecount;
import static io.fleetexecutor.execution.Trail.assertTrailIsWhole;
import static io.fleetexecutor.execution.Trail.finished;
import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.results;
import static io.fleetexecutor.execution.Trail.states;
import static io.fleetexecutor.execution.Trail.summary;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.execution.StartRequest.Retry;
import io.fleetexecutor.model.BudgetOverrun;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.CountOrPercent.Count;
import io.fleetexecutor.model.CountOrPercent.Percent;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionPlan.Wave;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.model.WavePolicy;
import io.fleetexecutor.model.WavePolicy.Members;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A thousand clusters of which each twentieth fails; one, a tenth, the rest; 2 % may fail. */
class LargeRolloutTest {
  private static final int CLUSTERS = 1_000;
  private static final RolloutPolicy POLICY =
      Policies.with(
          Policies.of(
              new Count(50),
              new FailurePolicy(new Percent(2), null, FailurePolicy.OnStop.DRAIN),
              null,
              null,
              null),
          new WavePolicy("canary", new Members.Size(new Count(1)), Duration.ZERO, false),
          new WavePolicy("tenth", new Members.Size(new Percent(10)), Duration.ofMinutes(1), false));

  private boolean mended;
  private final FakeFleet fleet = fleet();
  private final Executions executions = fleet.executions(100);

  private FakeFleet fleet() {
    var self = new FakeFleet[1];
    self[0] =
        new FakeFleet(
            IntStream.rangeClosed(1, CLUSTERS)
                .mapToObj(number -> FakeFleet.cluster("c-%04d".formatted(number)))
                .toList(),
            cluster -> self[0].time.after(millis(10), answer(cluster.name())));
    return self[0];
  }

  private ClusterAnswer answer(String cluster) {
    return mended || Integer.parseInt(cluster.substring(2)) % 20 != 0
        ? FakeFleet.OK
        : ClusterAnswer.failed(
            ClusterState.FAILED, ClusterError.of(ErrorCode.UNKNOWN, "TEST", "it failed"));
  }

  @Test
  void itStopsWhereTheArithmeticSaysAndARetryFinishesTheRest() {
    String id = Trail.start(executions, POLICY);
    List<Told> events = toEnd(fleet, watch(fleet, executions, id));

    assertTrailIsWhole(events, CLUSTERS);
    assertSummaryIsARecount(events);
    // c-0020, c-0040, … c-0420 are 21; of those that had started by then, c-0440 fails, too.
    assertThat(summary(events).budgetOverrun())
        .isEqualTo(new BudgetOverrun(BudgetOverrun.Budget.FAILED, 20, "c-0420"));
    assertThat(finished(events).state()).isEqualTo(ExecutionState.FAILED);
    Map<ClusterState, Long> states = states(events);
    long started = CLUSTERS - states.getOrDefault(ClusterState.NOT_ATTEMPTED, 0L);
    assertThat(started).isBetween(420L, 420L + 50);
    assertThat(states.get(ClusterState.FAILED)).isEqualTo(started / 20);

    mended = true;
    Set<String> left = notSucceeded(events);
    List<Told> again = toEnd(fleet, watch(fleet, executions, retry(id)));

    assertTrailIsWhole(again, left.size());
    assertThat(names(results(again))).isEqualTo(left);
    Execution retried = finished(again);
    assertThat(retried.state()).isEqualTo(ExecutionState.SUCCEEDED);
    assertThat(retried.plan().waves())
        .extracting(Wave::displayName)
        .containsExactly("tenth", "rest");
    assertThat(retried.plan().failureLimits().maxFailedClusters()).isEqualTo(left.size() / 50);
  }

  private String retry(String id) {
    var states = EnumSet.complementOf(EnumSet.of(ClusterState.SUCCEEDED));
    return executions
        .start(new StartRequest(new Retry(id, states), "", "", FakeFleet.GRANTS, FakeFleet.CALLER))
        .await()
        .indefinitely();
  }

  private static Set<String> notSucceeded(List<Told> events) {
    return names(
        results(events).stream()
            .filter(result -> result.state() != ClusterState.SUCCEEDED)
            .toList());
  }

  private static Set<String> names(List<ClusterResult> results) {
    return results.stream().map(ClusterResult::cluster).collect(Collectors.toSet());
  }
}
