package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.CountOrPercent.Count;
import io.fleetexecutor.model.CountOrPercent.Percent;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionPlan.FailureLimits;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.FailurePolicy.OnStop;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.ResourceRef;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final int WORKERS = 8;

  @Test
  void aPercentageIsRoundedDownAndAtLeastOne() {
    assertThat(parallel(30, new Percent(10))).isEqualTo(3);
    assertThat(parallel(39, new Percent(10))).isEqualTo(3);
    assertThat(parallel(5, new Percent(10))).isEqualTo(1);
    assertThat(parallel(5, new Percent(0))).isEqualTo(1);
  }

  @Test
  void noMoreRunAtOnceThanThereAreWorkersAndClusters() {
    assertThat(parallel(30, null)).isEqualTo(WORKERS);
    assertThat(parallel(5, null)).isEqualTo(5);
    assertThat(parallel(30, new Count(20))).isEqualTo(WORKERS);
    assertThat(parallel(30, new Percent(100))).isEqualTo(WORKERS);
  }

  @Test
  void timeoutsThatAreNotSetFollowThoseThatAre() {
    assertTimeouts(plan(null, null, null), 30, 120);
    assertTimeouts(plan(300L, null, null), 300, 300);
    assertTimeouts(plan(null, 10L, null), 10, 10);
    assertTimeouts(plan(null, null, 5L), 5, 5);
    assertTimeouts(plan(null, null, 60L), 30, 60);
    assertTimeouts(plan(1L, 2L, 3L), 1, 2);
  }

  @Test
  void anAttemptThatWaitsMayTakeAsLongAsItsCluster() {
    ResourceRef web = new ResourceRef("", "deploy", "", "web");
    var waits = new Operation.ScaleWorkload(web, 3, true);
    assertTimeouts(plan(waits, false, null, null), 120, 120);
    assertTimeouts(plan(waits, false, null, 600L), 600, 600);
    assertTimeouts(plan(waits, false, 7L, 600L), 7, 600);
    assertTimeouts(plan(waits, true, null, 600L), 30, 600);
    assertTimeouts(plan(new Operation.ScaleWorkload(web, 3, false), false, null, null), 30, 120);
  }

  private static ExecutionPlan plan(
      Operation operation, boolean dryRun, @Nullable Long attempt, @Nullable Long cluster) {
    return FakeFleet.of(3, number -> Duration.ZERO)
        .executions(WORKERS)
        .plan(
            FakeFleet.spec(
                Policies.of(null, FailurePolicy.DEFAULT, seconds(attempt), seconds(cluster), null),
                operation,
                dryRun));
  }

  @Test
  void failuresInPercentAreRoundedDown() {
    var policy = new FailurePolicy(new Percent(34), new Percent(33), OnStop.ABORT);

    assertThat(limits(policy, new Operation.CheckHealth(), false))
        .isEqualTo(new FailureLimits(1, 0, OnStop.ABORT));
  }

  @Test
  void changesMayNotFailUnlessThePolicySaysSoAndReadsAndDryRunsMay() {
    var none = new FailureLimits(0, null, OnStop.DRAIN);
    var any = new FailureLimits(null, null, OnStop.DRAIN);

    assertThat(limits(FailurePolicy.DEFAULT, RESTART, false)).isEqualTo(none);
    assertThat(limits(FailurePolicy.DEFAULT, RESTART, true)).isEqualTo(any);
    assertThat(limits(FailurePolicy.DEFAULT, new Operation.CheckHealth(), false)).isEqualTo(any);
    assertThat(limits(new FailurePolicy(new Count(2), null, OnStop.DRAIN), RESTART, false))
        .isEqualTo(new FailureLimits(2, null, OnStop.DRAIN));
  }

  private static FailureLimits limits(FailurePolicy policy, Operation operation, boolean dryRun) {
    return FakeFleet.of(3, number -> Duration.ZERO)
        .executions(WORKERS)
        .plan(FakeFleet.spec(Policies.of(null, policy, null, null, null), operation, dryRun))
        .failureLimits();
  }

  private static final Operation RESTART =
      new Operation.RestartWorkload(
          new ResourceRef("apps/v1", "Deployment", "default", "web"), false);

  private static void assertTimeouts(ExecutionPlan plan, long attempt, long cluster) {
    assertThat(plan.attemptTimeout()).isEqualTo(Duration.ofSeconds(attempt));
    assertThat(plan.clusterTimeout()).isEqualTo(Duration.ofSeconds(cluster));
  }

  private static int parallel(int clusters, @Nullable CountOrPercent wanted) {
    return FakeFleet.of(clusters, number -> Duration.ZERO)
        .executions(WORKERS)
        .plan(FakeFleet.spec(Policies.of(wanted, FailurePolicy.DEFAULT, null, null, null)))
        .pace()
        .maxParallelClusters();
  }

  private static ExecutionPlan plan(
      @Nullable Long attempt, @Nullable Long cluster, @Nullable Long execution) {
    return FakeFleet.of(3, number -> Duration.ZERO)
        .executions(WORKERS)
        .plan(
            FakeFleet.spec(
                Policies.of(
                    null,
                    FailurePolicy.DEFAULT,
                    seconds(attempt),
                    seconds(cluster),
                    seconds(execution))));
  }

  private static @Nullable Duration seconds(@Nullable Long seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }
}
