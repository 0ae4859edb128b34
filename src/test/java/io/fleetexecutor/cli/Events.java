package io.fleetexecutor.cli;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import io.fleetexecutor.v1.ClusterCounts;
import io.fleetexecutor.v1.ClusterFinished;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionAccepted;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.ExecutionFinished;
import io.fleetexecutor.v1.ExecutionPlan;
import io.fleetexecutor.v1.ExecutionSummary;
import io.fleetexecutor.v1.PlannedWave;
import io.fleetexecutor.v1.ProgressReported;
import io.fleetexecutor.v1.ResourceRef;
import io.fleetexecutor.v1.ResourceTable;
import java.util.List;
import java.util.stream.Stream;

/** What a service streams, shortly. */
final class Events {

  private Events() {}

  static ExecuteResponse accepted(String... clusters) {
    return event(
        ExecutionEvent.newBuilder()
            .setExecutionAccepted(
                ExecutionAccepted.newBuilder()
                    .setExecution(
                        Execution.newBuilder().setName("executions/42").setPlan(plan(clusters)))));
  }

  /** The same event, of this sequence. */
  static ExecuteResponse at(long sequence, ExecuteResponse event) {
    ExecuteResponse.Builder numbered = event.toBuilder();
    numbered.getEventBuilder().setSequence(sequence);
    return numbered.build();
  }

  static ExecutionPlan plan(String... clusters) {
    return ExecutionPlan.newBuilder()
        .addWaves(
            PlannedWave.newBuilder()
                .addAllClusters(Stream.of(clusters).map(name -> "clusters/" + name).toList()))
        .setClusterCount(clusters.length)
        .setMaxParallelClusters(2)
        .setAttemptTimeout(Durations.fromSeconds(5))
        .setClusterTimeout(Durations.fromSeconds(90))
        .build();
  }

  static ClusterResult.Builder result(String cluster, ClusterResult.State state) {
    return ClusterResult.newBuilder()
        .setCluster("clusters/" + cluster)
        .setState(state)
        .setDuration(Durations.fromMillis(120));
  }

  static ClusterResult.Builder succeeded(String cluster) {
    return result(cluster, ClusterResult.State.STATE_SUCCEEDED);
  }

  static ClusterResult.Builder failed(String cluster, ClusterResult.State state, String message) {
    ClusterResult.Builder result = result(cluster, state);
    result.getErrorBuilder().setMessage(message);
    return result;
  }

  static ExecuteResponse finished(ClusterResult.Builder result) {
    return event(
        ExecutionEvent.newBuilder()
            .setClusterFinished(ClusterFinished.newBuilder().setResult(result)));
  }

  static ExecuteResponse progress(ClusterCounts.Builder counts) {
    return event(
        ExecutionEvent.newBuilder()
            .setProgressReported(ProgressReported.newBuilder().setClusterCounts(counts)));
  }

  static ExecuteResponse ended(Execution.State state, ClusterCounts.Builder counts) {
    return event(
        ExecutionEvent.newBuilder()
            .setExecutionFinished(
                ExecutionFinished.newBuilder()
                    .setExecution(
                        Execution.newBuilder()
                            .setName("executions/42")
                            .setState(state)
                            .setSummary(
                                ExecutionSummary.newBuilder()
                                    .setClusterCounts(counts)
                                    .setAverageDuration(millis(120))
                                    .setP95Duration(millis(300))
                                    .setMaxDuration(millis(2000))
                                    .setWallDuration(millis(3200))))));
  }

  static ClusterCounts.Builder counts(int total, int succeeded) {
    return ClusterCounts.newBuilder()
        .setTotalCount(total)
        .setCompletedCount(total)
        .setSucceededCount(succeeded);
  }

  static ResourceTable.Builder table(List<String> columns) {
    ResourceTable.Builder table = ResourceTable.newBuilder();
    columns.forEach(name -> table.addColumnsBuilder().setName(name));
    return table;
  }

  static ResourceTable.Row.Builder row(String namespace, String... cells) {
    return ResourceTable.Row.newBuilder()
        .addAllCells(List.of(cells))
        .setRef(
            ResourceRef.newBuilder()
                .setApiVersion("apps/v1")
                .setKind("Deployment")
                .setNamespace(namespace)
                .setObjectName(cells[0]));
  }

  private static Duration millis(long millis) {
    return Durations.fromMillis(millis);
  }

  static ExecuteResponse event(ExecutionEvent.Builder event) {
    return ExecuteResponse.newBuilder().setEvent(event.setExecution("executions/42")).build();
  }
}
