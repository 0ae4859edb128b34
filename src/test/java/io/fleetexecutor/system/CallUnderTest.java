package io.fleetexecutor.system;

import io.fleetexecutor.v1.CancelExecutionRequest;
import io.fleetexecutor.v1.CheckPermissionRequest;
import io.fleetexecutor.v1.ClusterSelector;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.FleetExecutorGrpc.FleetExecutorBlockingStub;
import io.fleetexecutor.v1.GetExecutionRequest;
import io.fleetexecutor.v1.GetServerStatusRequest;
import io.fleetexecutor.v1.ListClusterResultsRequest;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.ListExecutionsRequest;
import io.fleetexecutor.v1.PauseExecutionRequest;
import io.fleetexecutor.v1.PlanExecutionRequest;
import io.fleetexecutor.v1.ResourceRef;
import io.fleetexecutor.v1.ResumeExecutionRequest;
import io.fleetexecutor.v1.WatchClustersRequest;
import io.fleetexecutor.v1.WatchExecutionRequest;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.function.BiConsumer;

/** Each call of the service, made so that it is answered at once. */
enum CallUnderTest {
  EXECUTE("Execute", (stub, target) -> stub.execute(target.restart()).next()),
  PLAN_EXECUTION(
      "PlanExecution",
      (stub, target) ->
          stub.planExecution(
              PlanExecutionRequest.newBuilder().setSpec(target.restart().getSpec()).build())),
  WATCH_EXECUTION(
      "WatchExecution",
      (stub, target) ->
          stub.watchExecution(
                  WatchExecutionRequest.newBuilder().setName(target.execution()).build())
              .next()),
  GET_EXECUTION(
      "GetExecution",
      (stub, target) ->
          stub.getExecution(GetExecutionRequest.newBuilder().setName(target.execution()).build())),
  LIST_CLUSTER_RESULTS(
      "ListClusterResults",
      (stub, target) ->
          stub.listClusterResults(
              ListClusterResultsRequest.newBuilder().setParent(target.execution()).build())),
  LIST_EXECUTIONS(
      "ListExecutions",
      (stub, target) -> stub.listExecutions(ListExecutionsRequest.getDefaultInstance())),
  PAUSE_EXECUTION(
      "PauseExecution",
      (stub, target) ->
          stub.pauseExecution(
              PauseExecutionRequest.newBuilder().setName(target.execution()).build())),
  RESUME_EXECUTION(
      "ResumeExecution",
      (stub, target) ->
          stub.resumeExecution(
              ResumeExecutionRequest.newBuilder().setName(target.execution()).build())),
  CANCEL_EXECUTION(
      "CancelExecution",
      (stub, target) ->
          stub.cancelExecution(
              CancelExecutionRequest.newBuilder().setName(target.execution()).build())),
  LIST_CLUSTERS(
      "ListClusters",
      (stub, target) -> stub.listClusters(ListClustersRequest.getDefaultInstance())),
  WATCH_CLUSTERS(
      "WatchClusters",
      (stub, target) -> stub.watchClusters(WatchClustersRequest.getDefaultInstance()).next()),
  CHECK_PERMISSION(
      "CheckPermission",
      (stub, target) ->
          stub.checkPermission(
              CheckPermissionRequest.newBuilder().setPermission("check_health").build())),
  GET_SERVER_STATUS(
      "GetServerStatus",
      (stub, target) -> stub.getServerStatus(GetServerStatusRequest.getDefaultInstance()));

  private final String method;
  private final BiConsumer<FleetExecutorBlockingStub, Target> call;

  CallUnderTest(String method, BiConsumer<FleetExecutorBlockingStub, Target> call) {
    this.method = method;
    this.call = call;
  }

  /**
   * What a call is about.
   *
   * @param labels of clusters
   * @param execution its name
   */
  record Target(String labels, String execution) {
    private static final ResourceRef WORKLOAD =
        ResourceRef.newBuilder()
            .setKind("deployment")
            .setNamespace("default")
            .setObjectName("web")
            .build();

    ExecuteRequest restart() {
      return ExecuteRequest.newBuilder()
          .setSpec(
              ChangeRequests.restart(WORKLOAD).build().getSpec().toBuilder()
                  .setClusterSelector(ClusterSelector.newBuilder().setLabelSelector(labels)))
          .build();
    }
  }

  /** Without the service. */
  String method() {
    return method;
  }

  boolean isOfAnExecution() {
    return switch (this) {
      case WATCH_EXECUTION,
          GET_EXECUTION,
          LIST_CLUSTER_RESULTS,
          PAUSE_EXECUTION,
          RESUME_EXECUTION,
          CANCEL_EXECUTION ->
          true;
      default -> false;
    };
  }

  /** Makes it, and ends it after the first answer. */
  Status.Code make(Channel channel, Target target) {
    Context.CancellableContext context = Context.current().withCancellation();
    try {
      context.run(() -> call.accept(FleetExecutorGrpc.newBlockingStub(channel), target));
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    } finally {
      context.cancel(null);
    }
  }
}
