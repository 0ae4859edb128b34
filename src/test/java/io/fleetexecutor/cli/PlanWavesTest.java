package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import com.google.rpc.Code;
import io.fleetexecutor.v1.ExecutionPlan;
import io.fleetexecutor.v1.PlanExecutionResponse;
import io.fleetexecutor.v1.PlannedWave;
import io.fleetexecutor.v1.RetryPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How a plan shows its waves, its pace and its retries. */
class PlanWavesTest extends ScriptedServiceTest {
  @Test
  void aPlanWithSeveralWavesTellsEachClustersWaveAndWhatComesAfterEach() {
    plan(
        Events.plan("a", "b", "c", "d").toBuilder()
            .clearWaves()
            .addWaves(wave("one\u001b", "a").setSoakDuration(Durations.fromMinutes(10)))
            .addWaves(wave("wave 2", "b", "c").setApprovalRequired(true))
            .addWaves(wave("rest", "d")));

    CommandLineRun run =
        CommandLineRun.against(
            service, "plan", "health", "--wave", "1:soak=10m:name=x", "--wave", "50%:approve");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            CLUSTER   ORDER   WAVE
            a         1       1 one\\u001b
            b         2       2 50%
            c         3       2 50%
            d         4       3 rest

            WAVE          CLUSTERS   SOAK   APPROVAL
            1 one\\u001b   1          10m    none
            2 50%         2          none   required
            3 rest        1          none   none

            clusters:           4
            max parallel:       2
            max failed:         no limit
            max unreachable:    as failed
            attempt timeout:    5s
            cluster timeout:    1m30s
            execution timeout:  none
            """);
  }

  @Test
  void aWaveWithoutANameIsToldByItsNumberOrItsLabels() {
    plan(
        Events.plan("a", "b").toBuilder()
            .clearWaves()
            .addWaves(wave("wave 1", "a"))
            .addWaves(wave("wave 2", "b")));

    assertThat(
            CommandLineRun.against(
                    service, "plan", "health", "--wave", "1", "--wave", "tier in (x, y)")
                .out())
        .contains(
            "CLUSTER   ORDER   WAVE\n",
            "a         1       1\n",
            "b         2       2 tier in (x, y)\n");
  }

  @Test
  void paceAndRetriesAreToldWhereTheyAreAskedFor() {
    plan(
        Events.plan("a").toBuilder()
            .setSlowStart(true)
            .setMaxStartsPerSecond(2.5)
            .setRetryPolicy(
                RetryPolicy.newBuilder()
                    .setMaxAttempts(3)
                    .setInitialBackoff(Durations.fromMillis(500))
                    .setMaxBackoff(Durations.fromSeconds(30))
                    .setBackoffMultiplier(2)
                    .addRetryableCodes(Code.UNAVAILABLE)
                    .addRetryableCodes(Code.ABORTED)));

    assertThat(CommandLineRun.against(service, "plan", "health").out())
        .isEqualTo(
            """
            CLUSTER   ORDER
            a         1

            clusters:           1
            max parallel:       2
            slow start:         yes
            max starts/second:  2.5
            max failed:         no limit
            max unreachable:    as failed
            max attempts:       3
            backoff:            500ms–30s ×2
            retry on:           UNAVAILABLE, ABORTED
            attempt timeout:    5s
            cluster timeout:    1m30s
            execution timeout:  none
            """);
  }

  @Test
  void oneAttemptIsNoRetry() {
    plan(Events.plan("a").toBuilder().setRetryPolicy(RetryPolicy.newBuilder().setMaxAttempts(1)));

    assertThat(CommandLineRun.against(service, "plan", "health").out())
        .doesNotContain("attempts", "backoff", "retry");
  }

  private void plan(ExecutionPlan.Builder plan) {
    service.plan = PlanExecutionResponse.newBuilder().setPlan(plan).build();
  }

  private static PlannedWave.Builder wave(String name, String... clusters) {
    return PlannedWave.newBuilder()
        .setDisplayName(name)
        .setClusterCount(clusters.length)
        .addAllClusters(Stream.of(clusters).map(cluster -> "clusters/" + cluster).toList());
  }
}
