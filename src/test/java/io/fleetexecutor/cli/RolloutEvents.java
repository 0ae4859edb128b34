package io.fleetexecutor.cli;

import com.google.protobuf.util.Durations;
import io.fleetexecutor.v1.ClusterAttemptFailed;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.ExecutionStateChanged;
import io.fleetexecutor.v1.PlannedWave;
import io.fleetexecutor.v1.WaveStarted;
import java.util.List;

/** What a service streams of waves, pauses and retries, shortly. */
final class RolloutEvents {

  private RolloutEvents() {}

  /** Of a plan with this many waves, of a cluster each. */
  static ExecuteResponse accepted(int waves) {
    ExecuteResponse.Builder accepted = Events.accepted().toBuilder();
    var plan =
        accepted
            .getEventBuilder()
            .getExecutionAcceptedBuilder()
            .getExecutionBuilder()
            .getPlanBuilder()
            .clearWaves()
            .setClusterCount(waves);
    for (int wave = 1; wave <= waves; wave++) {
      plan.addWaves(PlannedWave.newBuilder().addClusters("clusters/c-" + wave).setClusterCount(1));
    }
    return accepted.build();
  }

  static ExecuteResponse waveStarted(int index, String name, int clusters) {
    return Events.event(
        ExecutionEvent.newBuilder()
            .setWaveStarted(
                WaveStarted.newBuilder()
                    .setWaveIndex(index)
                    .setDisplayName(name)
                    .setClusterCount(clusters)));
  }

  static ExecuteResponse paused(String reason, String caller) {
    return changed(Execution.State.STATE_PAUSED, reason, caller);
  }

  static ExecuteResponse awaitsApproval(int wave, String reason) {
    return Events.event(
        ExecutionEvent.newBuilder()
            .setExecutionStateChanged(
                ExecutionStateChanged.newBuilder()
                    .setState(Execution.State.STATE_PAUSED)
                    .setReason(reason)
                    .setApprovableWaveIndex(wave)));
  }

  static ExecuteResponse running(String reason, String caller) {
    return changed(Execution.State.STATE_RUNNING, reason, caller);
  }

  private static ExecuteResponse changed(Execution.State state, String reason, String caller) {
    return Events.event(
        ExecutionEvent.newBuilder()
            .setExecutionStateChanged(
                ExecutionStateChanged.newBuilder()
                    .setState(state)
                    .setReason(reason)
                    .setCaller(caller)));
  }

  static ExecuteResponse attemptFailed(String cluster, int attempt, String message) {
    ClusterAttemptFailed.Builder failed =
        ClusterAttemptFailed.newBuilder()
            .setCluster("clusters/" + cluster)
            .setAttempt(attempt)
            .setRetryDelay(Durations.fromMillis(1300));
    failed.getErrorBuilder().setMessage(message);
    return Events.event(ExecutionEvent.newBuilder().setClusterAttemptFailed(failed));
  }

  static ExecuteResponse succeeded(int clusters) {
    return Events.ended(Execution.State.STATE_SUCCEEDED, Events.counts(clusters, clusters));
  }

  /** The lines before the summary. */
  static List<String> notices(CommandLineRun run) {
    List<String> lines = run.err().lines().toList();
    return lines.subList(0, Math.max(0, lines.size() - 2));
  }
}
