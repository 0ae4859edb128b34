package io.fleetexecutor.api;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.access.Grants;
import io.fleetexecutor.access.Permission;
import io.fleetexecutor.execution.ClusterRegistry;
import io.fleetexecutor.execution.ClusterWatch;
import io.fleetexecutor.execution.Executions;
import io.fleetexecutor.execution.Selection;
import io.fleetexecutor.execution.VisibleClusters;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.pool.WorkerPool;
import io.fleetexecutor.v1.CancelExecutionRequest;
import io.fleetexecutor.v1.CancelExecutionResponse;
import io.fleetexecutor.v1.CheckPermissionRequest;
import io.fleetexecutor.v1.CheckPermissionResponse;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.FleetExecutorGrpc.FleetExecutorImplBase;
import io.fleetexecutor.v1.GetExecutionRequest;
import io.fleetexecutor.v1.GetExecutionResponse;
import io.fleetexecutor.v1.GetServerStatusRequest;
import io.fleetexecutor.v1.GetServerStatusResponse;
import io.fleetexecutor.v1.ListClusterResultsRequest;
import io.fleetexecutor.v1.ListClusterResultsResponse;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.ListClustersResponse;
import io.fleetexecutor.v1.ListExecutionsRequest;
import io.fleetexecutor.v1.ListExecutionsResponse;
import io.fleetexecutor.v1.PauseExecutionRequest;
import io.fleetexecutor.v1.PauseExecutionResponse;
import io.fleetexecutor.v1.PlanExecutionRequest;
import io.fleetexecutor.v1.PlanExecutionResponse;
import io.fleetexecutor.v1.ResumeExecutionRequest;
import io.fleetexecutor.v1.ResumeExecutionResponse;
import io.fleetexecutor.v1.WatchClustersRequest;
import io.fleetexecutor.v1.WatchClustersResponse;
import io.fleetexecutor.v1.WatchExecutionRequest;
import io.fleetexecutor.v1.WatchExecutionResponse;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import java.util.List;

/**
 * The gRPC service. It extends the plain base class and not Mutiny's: that one would write to a
 * slow client as fast as events come, and keep them all in memory.
 */
@GrpcService
final class FleetExecutorService extends FleetExecutorImplBase {
  private final Executions executions;
  private final ClusterRegistry registry;
  private final Access access;
  private final ExecutionAccess executionAccess;
  private final ServerStatus status;
  private final RequestReader requests;
  private final ExecutionStarts starts;
  private final Calls calls;

  FleetExecutorService(
      Executions executions,
      ClusterRegistry registry,
      Access access,
      WorkerPool<ClusterAnswer> pool,
      Drain drain,
      ApiSettings settings) {
    this.executions = executions;
    this.registry = registry;
    this.access = access;
    this.executionAccess = new ExecutionAccess(access, registry, executions);
    this.status = new ServerStatus(executions, pool, settings.version());
    this.requests = new RequestReader(settings.maxOutputBytes());
    this.starts = new ExecutionStarts(executions, executionAccess, requests);
    this.calls = new Calls(drain);
  }

  @Override
  public void execute(ExecuteRequest request, StreamObserver<ExecuteResponse> observer) {
    calls.stream(
        observer,
        () -> starts.events(request, grants(), CallOrigin.current().key()),
        event -> ExecuteResponse.newBuilder().setEvent(event).build());
  }

  /** Of whoever makes this call; every call asks for them first. */
  private Grants grants() {
    Grants grants = access.grants(CallOrigin.current().caller());
    grants.requireAny();
    Decision.made();
    return grants;
  }

  @Override
  public void watchExecution(
      WatchExecutionRequest request, StreamObserver<WatchExecutionResponse> observer) {
    calls.stream(
        observer,
        () -> {
          Grants grants = grants();
          RequestReader.Watch watch = requests.watch(request);
          return new Calls.Events(
              executionAccess
                  .audience(grants, watch.executionId())
                  .onItem()
                  .transformToMulti(
                      audience ->
                          audience.told(
                              executions.watch(
                                  watch.executionId(),
                                  watch.startSequence(),
                                  watch.stream().progressInterval()))),
              watch.stream().omitOutputs());
        },
        event -> WatchExecutionResponse.newBuilder().setEvent(event).build());
  }

  @Override
  public void planExecution(
      PlanExecutionRequest request, StreamObserver<PlanExecutionResponse> observer) {
    calls.answerLater(
        observer,
        () -> {
          Grants grants = grants();
          return Calls.aside(() -> executions.plan(requests.plan(request), grants))
              .map(PlanWriter::plan)
              .map(plan -> PlanExecutionResponse.newBuilder().setPlan(plan).build());
        });
  }

  @Override
  public void getExecution(
      GetExecutionRequest request, StreamObserver<GetExecutionResponse> observer) {
    calls.answerLater(
        observer,
        () -> {
          Grants grants = grants();
          String id = requests.get(request);
          return executionAccess
              .audience(grants, id)
              .chain(audience -> executions.get(id).map(audience::told))
              .map(found -> GetExecutionResponse.newBuilder().setExecution(found).build());
        });
  }

  @Override
  public void listExecutions(
      ListExecutionsRequest request, StreamObserver<ListExecutionsResponse> observer) {
    calls.answerLater(
        observer,
        () -> {
          Grants grants = grants();
          ExecutionQuery query = requests.listExecutions(request);
          return executionAccess.list(grants, query).map(found -> query.page(found, grants));
        });
  }

  @Override
  public void listClusterResults(
      ListClusterResultsRequest request, StreamObserver<ListClusterResultsResponse> observer) {
    calls.answerLater(
        observer,
        () -> {
          Grants grants = grants();
          ResultQuery query = requests.listClusterResults(request);
          return executionAccess
              .audience(grants, query.executionId())
              .chain(
                  audience ->
                      executions
                          .results(
                              query.executionId(), query.after(), query.limit(), query.filter())
                          .map(found -> query.page(found, audience)));
        });
  }

  @Override
  public void cancelExecution(
      CancelExecutionRequest request, StreamObserver<CancelExecutionResponse> observer) {
    calls.carryOut(
        observer,
        () -> {
          Grants grants = grants();
          RequestReader.Order cancel = requests.cancel(request);
          return executionAccess
              .require(grants, cancel.executionId(), Permission.CANCEL_EXECUTIONS)
              .chain(
                  () ->
                      executions
                          .control()
                          .cancel(cancel.executionId(), cancel.reason(), grants.caller().name()))
              .map(found -> Audience.of(grants, found).told(found))
              .map(found -> CancelExecutionResponse.newBuilder().setExecution(found).build());
        });
  }

  @Override
  public void pauseExecution(
      PauseExecutionRequest request, StreamObserver<PauseExecutionResponse> observer) {
    calls.carryOut(
        observer,
        () -> {
          Grants grants = grants();
          RequestReader.Order pause = requests.pause(request);
          return executionAccess
              .require(grants, pause.executionId(), Permission.PAUSE_EXECUTIONS)
              .chain(
                  () ->
                      executions
                          .control()
                          .pause(pause.executionId(), pause.reason(), grants.caller().name()))
              .map(found -> Audience.of(grants, found).told(found))
              .map(found -> PauseExecutionResponse.newBuilder().setExecution(found).build());
        });
  }

  @Override
  public void resumeExecution(
      ResumeExecutionRequest request, StreamObserver<ResumeExecutionResponse> observer) {
    calls.carryOut(
        observer,
        () -> {
          Grants grants = grants();
          RequestReader.Resume resume = requests.resume(request);
          String id = resume.order().executionId();
          return executionAccess
              .require(grants, id, Permission.RESUME_EXECUTIONS)
              .chain(() -> executionAccess.mayApprove(grants, id))
              .map(mayApprove -> resume.by(grants.caller(), mayApprove))
              .chain(command -> executions.control().resume(id, command, grants.caller()))
              .map(found -> Audience.of(grants, found).told(found))
              .map(found -> ResumeExecutionResponse.newBuilder().setExecution(found).build());
        });
  }

  @Override
  public void listClusters(
      ListClustersRequest request, StreamObserver<ListClustersResponse> observer) {
    calls.answer(
        observer,
        () -> {
          Grants grants = grants();
          var visible = new VisibleClusters(registry, () -> grants);
          RequestReader.ListClusters list = requests.listClusters(request);
          List<Cluster> selected = Selection.select(visible.clusters(), list.selector());
          ClusterPage page = ClusterPage.of(selected, list.afterName(), list.pageSize());
          return ListClustersResponse.newBuilder()
              .addAllClusters(page.clusters().stream().map(this::cluster).toList())
              .setNextPageToken(page.nextToken())
              .addAllWarnings(visible.warnings())
              .build();
        });
  }

  private io.fleetexecutor.v1.Cluster cluster(Cluster cluster) {
    return ClusterWriter.cluster(cluster, registry.health(cluster.name()));
  }

  @Override
  public void watchClusters(
      WatchClustersRequest request, StreamObserver<WatchClustersResponse> observer) {
    calls.endless(
        observer,
        () -> {
          Caller caller = grants().caller();
          var visible = new VisibleClusters(registry, () -> access.grants(caller));
          return ClusterWatch.of(visible, requests.watchClusters(request));
        },
        ClusterWriter::change);
  }

  @Override
  public void checkPermission(
      CheckPermissionRequest request, StreamObserver<CheckPermissionResponse> observer) {
    calls.answer(
        observer,
        () -> {
          // Whoever is known may ask what they may do, if it is nothing.
          Grants grants = access.grants(CallOrigin.current().caller());
          Decision.made();
          PermissionQuery query = requests.checkPermission(request);
          return query.answer(grants, new VisibleClusters(registry, () -> grants).clusters());
        });
  }

  @Override
  public void getServerStatus(
      GetServerStatusRequest request, StreamObserver<GetServerStatusResponse> observer) {
    calls.answer(
        observer,
        () -> {
          grants();
          return status.get();
        });
  }
}
