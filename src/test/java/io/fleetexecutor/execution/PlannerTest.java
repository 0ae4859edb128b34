package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.execution.UnfitPolicyException.Misfit;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.CountOrPercent.Count;
import io.fleetexecutor.model.CountOrPercent.Percent;
import io.fleetexecutor.model.ExecutionPlan;
import io.fleetexecutor.model.ExecutionPlan.FailureLimits;
import io.fleetexecutor.model.ExecutionPlan.Wave;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.FailurePolicy.OnStop;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.PacePolicy;
import io.fleetexecutor.model.ResourceRef;
import io.fleetexecutor.model.RetryPolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.model.TimeoutPolicy;
import io.fleetexecutor.model.WavePolicy;
import io.fleetexecutor.model.WavePolicy.Members;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        .plan(
            WORKERS,
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
        .plan(
            WORKERS, FakeFleet.spec(Policies.of(null, policy, null, null, null), operation, dryRun))
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
        .plan(WORKERS, FakeFleet.spec(Policies.of(wanted, FailurePolicy.DEFAULT, null, null, null)))
        .pace()
        .maxParallelClusters();
  }

  private static ExecutionPlan plan(
      @Nullable Long attempt, @Nullable Long cluster, @Nullable Long execution) {
    return FakeFleet.of(3, number -> Duration.ZERO)
        .plan(
            WORKERS,
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

  @Test
  void wavesTakeClustersInOrderAndTheRestIsTheLast() {
    List<Wave> waves =
        wavePlan(10, wave(new Members.Size(new Count(1))), wave(new Members.Size(new Percent(25))));

    assertThat(waves).extracting(Wave::displayName).containsExactly("wave 1", "wave 2", "rest");
    assertThat(waves).extracting(Wave::clusterCount).containsExactly(1, 2, 7);
    assertThat(waves.get(1).clusters()).extracting(Cluster::name).containsExactly("c-002", "c-003");
  }

  @Test
  void thereIsNoRestWhereTheWavesTakeAll() {
    assertThat(wavePlan(3, wave(new Members.Size(new Percent(100))))).hasSize(1);
    assertThat(wavePlan(3)).extracting(Wave::displayName).containsExactly("all");
  }

  @Test
  void wavesTakeWhatTheirSelectorMatches() {
    FakeFleet fleet = labelled(Map.of("a", "prod", "b", "canary", "c", "prod", "d", "canary"));
    var canaries = wave(new Members.Labelled("tier=canary"));

    assertThat(fleet.plan(WORKERS, spec(List.of(canaries), "")).waves())
        .extracting(wave -> wave.clusters().stream().map(Cluster::name).toList())
        .containsExactly(List.of("b", "d"), List.of("a", "c"));
  }

  @Test
  void clustersStartInTheOrderOfALabelAndThenOfTheirNames() {
    FakeFleet fleet = labelled(Map.of("a", "2", "b", "1", "c", "2", "d", ""));

    assertThat(fleet.plan(WORKERS, spec(List.of(), "tier")).clusters())
        .extracting(Cluster::name)
        .containsExactly("b", "a", "c", "d");
  }

  @Test
  void everythingThatDoesNotFitIsToldAtOnce() {
    var policy =
        new RolloutPolicy(
            List.of(
                wave(new Members.Size(new Percent(10))),
                wave(new Members.Size(new Count(2))),
                wave(new Members.Size(new Count(2))),
                wave(new Members.Labelled("tier=canary"))),
            "",
            PacePolicy.DEFAULT,
            new FailurePolicy(new Count(4), new Count(3), OnStop.DRAIN),
            RetryPolicy.NONE,
            TimeoutPolicy.DEFAULT);

    assertThatThrownBy(
            () -> FakeFleet.of(3, number -> Duration.ZERO).plan(WORKERS, FakeFleet.spec(policy)))
        .isInstanceOfSatisfying(
            UnfitPolicyException.class,
            unfit ->
                assertThat(unfit.misfits())
                    .containsExactly(
                        new Misfit(
                            "spec.rollout_policy.waves[0].size.percent",
                            "is 10, which is no cluster of 3, must be at least 1 cluster"),
                        new Misfit(
                            "spec.rollout_policy.waves[2].size.count",
                            "is 2 clusters, but the waves before have left 1 of 3"),
                        new Misfit(
                            "spec.rollout_policy.waves[3].label_selector",
                            "is tier=canary, which takes none of the 0 clusters that the waves"
                                + " before have left"),
                        new Misfit(
                            "spec.rollout_policy.max_failed_clusters.count",
                            "is 4, must be at most the 3 planned clusters")));
  }

  private static WavePolicy wave(Members members) {
    return new WavePolicy("", members, Duration.ZERO, false);
  }

  private static List<Wave> wavePlan(int clusters, WavePolicy... waves) {
    return FakeFleet.of(clusters, number -> Duration.ZERO)
        .plan(WORKERS, spec(List.of(waves), ""))
        .waves();
  }

  private static ExecutionSpec spec(List<WavePolicy> waves, String orderByLabel) {
    return FakeFleet.spec(
        new RolloutPolicy(
            waves,
            orderByLabel,
            PacePolicy.DEFAULT,
            FailurePolicy.DEFAULT,
            RetryPolicy.NONE,
            TimeoutPolicy.DEFAULT));
  }

  /** Clusters with this label; without one where it is empty. */
  private static FakeFleet labelled(Map<String, String> tiers) {
    return new FakeFleet(
        tiers.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                tier ->
                    new Cluster(
                        tier.getKey(),
                        tier.getKey(),
                        tier.getValue().isEmpty() ? Map.of() : Map.of("tier", tier.getValue()),
                        "test",
                        "default",
                        null))
            .toList(),
        cluster -> Uni.createFrom().item(FakeFleet.OK));
  }
}
