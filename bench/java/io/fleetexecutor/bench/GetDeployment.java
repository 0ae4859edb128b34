package io.fleetexecutor.bench;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterSelector;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.GetResource;
import io.fleetexecutor.v1.ResourceRef;
import java.util.Iterator;

/** One Deployment of every cluster, with as many at once as the service takes. */
record GetDeployment(String execution, EventCheck events, long answerBytes) {
  static final ExecuteRequest REQUEST =
      ExecuteRequest.newBuilder()
          .setSpec(
              ExecutionSpec.newBuilder()
                  .setClusterSelector(ClusterSelector.getDefaultInstance())
                  .setOperation(
                      ClusterOperation.newBuilder()
                          .setGetResource(
                              GetResource.newBuilder()
                                  .setRef(
                                      ResourceRef.newBuilder()
                                          .setApiVersion("apps/v1")
                                          .setKind("Deployment")
                                          .setNamespace("kube-system")
                                          .setObjectName("metrics-server")))))
          .build();

  /** Runs it to its end; fails where a cluster did. */
  static GetDeployment run(Service service) {
    Iterator<ExecuteResponse> responses =
        FleetExecutorGrpc.newBlockingStub(service.channel()).execute(REQUEST);
    var events = new EventCheck();
    String execution = "";
    long bytes = 0;
    while (responses.hasNext()) {
      ExecutionEvent event = responses.next().getEvent();
      events.accept(event);
      execution = event.getExecution();
      if (event.hasClusterFinished()) {
        bytes += bytes(event.getClusterFinished().getResult());
      }
    }
    return new GetDeployment(execution, events, bytes);
  }

  private static long bytes(ClusterResult result) {
    if (result.getState() != ClusterResult.State.STATE_SUCCEEDED) {
      throw new IllegalStateException("a cluster failed: " + result);
    }
    return result.getTotalOutputBytes();
  }
}
