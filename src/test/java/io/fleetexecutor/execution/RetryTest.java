package io.fleetexecutor.execution;

import static io.fleetexecutor.execution.Trail.finished;
import static io.fleetexecutor.execution.Trail.millis;
import static io.fleetexecutor.execution.Trail.results;
import static io.fleetexecutor.execution.Trail.start;
import static io.fleetexecutor.execution.Trail.toEnd;
import static io.fleetexecutor.execution.Trail.watch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.execution.StartRequest.Retry;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.RolloutPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryTest {
  private static final Set<ClusterState> NOT_SUCCEEDED =
      EnumSet.complementOf(EnumSet.of(ClusterState.SUCCEEDED));

  private final List<Cluster> clusters =
      new ArrayList<>(
          IntStream.rangeClosed(1, 6).mapToObj(i -> FakeFleet.cluster("c" + i)).toList());
  private boolean mended;
  private final FakeFleet fleet =
      new FakeFleet(
          clusters,
          cluster ->
              this.fleet()
                  .time
                  .after(
                      cluster.name().equals("c2") && !mended ? Duration.ofHours(1) : millis(100),
                      FakeFleet.OK));
  private final Executions executions = fleet.executions(4);

  private FakeFleet fleet() {
    return fleet;
  }

  @Test
  void onlyTheClustersThatDidNotSucceedRunAgainWithTheSameSpec() {
    var policy =
        Policies.of(new CountOrPercent.Percent(50), FailurePolicy.DEFAULT, millis(200), null, null);
    String first = start(executions, policy);
    Execution before = finished(toEnd(fleet, watch(fleet, executions, first)));
    mended = true;

    String again = retry(first, NOT_SUCCEEDED);
    List<Told> events = toEnd(fleet, watch(fleet, executions, again));

    assertThat(results(events)).extracting(ClusterResult::cluster).containsExactly("c2");
    Execution after = finished(events);
    assertThat(after.retryOf()).isEqualTo(first);
    assertThat(after.spec().rolloutPolicy()).isEqualTo(before.spec().rolloutPolicy());
    assertThat(after.spec().operation()).isEqualTo(before.spec().operation());
    assertThat(after.spec().clusterSelector().names()).containsExactly("c2");
    assertThat(after.plan().pace().maxParallelClusters()).isEqualTo(1);
    assertThat(results(events))
        .extracting(ClusterResult::state)
        .containsOnly(ClusterState.SUCCEEDED);
  }

  @Test
  void anExecutionThatWasStoppedByItsBudgetIsFinishedByARetry() {
    var none = new FailurePolicy(new CountOrPercent.Count(0), null, FailurePolicy.OnStop.DRAIN);
    String first =
        start(executions, Policies.of(new CountOrPercent.Count(2), none, millis(150), null, null));
    Execution before = finished(toEnd(fleet, watch(fleet, executions, first)));
    mended = true;

    List<Told> events = toEnd(fleet, watch(fleet, executions, retry(first, NOT_SUCCEEDED)));

    assertThat(before.state()).isEqualTo(ExecutionState.FAILED);
    assertThat(results(events))
        .extracting(ClusterResult::cluster)
        .containsExactlyInAnyOrder("c2", "c4", "c5", "c6");
    assertThat(finished(events).state()).isEqualTo(ExecutionState.SUCCEEDED);
  }

  @Test
  void aClusterThatIsGoneIsUnreachableAndTheOthersRun() {
    String first =
        start(executions, Policies.of(null, FailurePolicy.DEFAULT, millis(200), null, null));
    toEnd(fleet, watch(fleet, executions, first));
    clusters.removeIf(cluster -> cluster.name().equals("c3"));

    String again = retry(first, EnumSet.allOf(ClusterState.class));
    List<Told> events = toEnd(fleet, watch(fleet, executions, again));

    assertThat(results(events)).hasSize(6);
    assertThat(results(events))
        .filteredOn(result -> result.cluster().equals("c3"))
        .singleElement()
        .satisfies(
            gone -> {
              assertThat(gone.state()).isEqualTo(ClusterState.UNREACHABLE);
              assertThat(gone.answer().error())
                  .isNotNull()
                  .hasFieldOrPropertyWithValue("reason", "CLUSTER_REMOVED");
            });
  }

  @Test
  void anExecutionThatStillRunsOrHasNoSuchClusterIsRefused() {
    mended = true;
    String id = start(executions, RolloutPolicy.DEFAULT);
    assertThatThrownBy(() -> retry(id, NOT_SUCCEEDED))
        .isInstanceOf(FailedPreconditionException.class)
        .hasFieldOrPropertyWithValue("reason", "EXECUTION_RUNNING");
    toEnd(fleet, watch(fleet, executions, id));
    assertThatThrownBy(() -> retry(id, NOT_SUCCEEDED))
        .isInstanceOf(FailedPreconditionException.class)
        .hasFieldOrPropertyWithValue("reason", "NO_CLUSTER_SELECTED");
  }

  private String retry(String id, Set<ClusterState> states) {
    return executions
        .start(new StartRequest(new Retry(id, states), "", "", FakeFleet.GRANTS, FakeFleet.CALLER))
        .await()
        .indefinitely();
  }
}
