package io.fleetexecutor.bench;

import com.google.protobuf.Duration;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterSelector;
import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.ListResources;
import io.fleetexecutor.v1.OutputPolicy;
import io.fleetexecutor.v1.RolloutPolicy;
import io.fleetexecutor.v1.StreamOptions;
import java.util.Iterator;

/** The execution that is measured: all pods of every cluster, as whole objects. */
final class ListPods {
  private ListPods() {}

  static ExecuteRequest request(int maxParallelClusters) {
    return ExecuteRequest.newBuilder()
        .setSpec(
            ExecutionSpec.newBuilder()
                .setClusterSelector(ClusterSelector.getDefaultInstance())
                .setOperation(
                    ClusterOperation.newBuilder()
                        .setListResources(ListResources.newBuilder().setKind("pods")))
                .setRolloutPolicy(
                    RolloutPolicy.newBuilder()
                        .setMaxParallelClusters(
                            CountOrPercent.newBuilder().setCount(maxParallelClusters)))
                .setOutputPolicy(
                    OutputPolicy.newBuilder().setFormat(OutputPolicy.Format.FORMAT_OBJECTS)))
        .build();
  }

  /** As {@link #request}, with a progress event after every change. */
  static ExecuteRequest requestWithAllProgress(int maxParallelClusters) {
    return request(maxParallelClusters).toBuilder()
        .setStreamOptions(
            StreamOptions.newBuilder().setProgressInterval(Duration.getDefaultInstance()))
        .build();
  }

  /** Runs it to its end; fails where a cluster did. */
  static void execute(Service service, int maxParallelClusters) {
    Iterator<ExecuteResponse> responses =
        FleetExecutorGrpc.newBlockingStub(service.channel()).execute(request(maxParallelClusters));
    Execution.State end = Execution.State.STATE_UNSPECIFIED;
    while (responses.hasNext()) {
      ExecutionEvent event = responses.next().getEvent();
      if (event.hasClusterFinished()) {
        check(event.getClusterFinished().getResult());
      }
      end = event.getExecutionFinished().getExecution().getState();
    }
    if (end != Execution.State.STATE_SUCCEEDED) {
      throw new IllegalStateException("the execution ended as " + end);
    }
  }

  private static void check(ClusterResult result) {
    if (result.getObjects().getObjectsCount() == 0 || result.getOutputTruncated()) {
      throw new IllegalStateException("not the pods of a cluster: " + result);
    }
  }
}
