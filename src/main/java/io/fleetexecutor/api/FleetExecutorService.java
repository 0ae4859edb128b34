package io.fleetexecutor.api;

import io.fleetexecutor.execution.ClusterRegistry;
import io.fleetexecutor.execution.Executions;
import io.fleetexecutor.execution.ProgressReporter;
import io.fleetexecutor.execution.Selection;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ExecutionEvent;
import io.fleetexecutor.pool.WorkerPool;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.FleetExecutorGrpc.FleetExecutorImplBase;
import io.fleetexecutor.v1.GetServerStatusRequest;
import io.fleetexecutor.v1.GetServerStatusResponse;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.ListClustersResponse;
import io.fleetexecutor.v1.PlanExecutionRequest;
import io.fleetexecutor.v1.PlanExecutionResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.function.Supplier;

/**
 * The gRPC service. It extends the plain base class and not Mutiny's: that one would write to a
 * slow client as fast as events come, and keep them all in memory.
 */
@GrpcService
final class FleetExecutorService extends FleetExecutorImplBase {
  private final Executions executions;
  private final ClusterRegistry registry;
  private final ProgressReporter progress;
  private final ServerStatus status;
  private final Drain drain;
  private final RequestReader requests;
  private final CallExecutors executors = new CallExecutors();

  FleetExecutorService(
      Executions executions,
      ClusterRegistry registry,
      ProgressReporter progress,
      WorkerPool<ClusterAnswer> pool,
      Drain drain,
      ApiSettings settings) {
    this.executions = executions;
    this.registry = registry;
    this.progress = progress;
    this.status = new ServerStatus(executions, pool, settings.version());
    this.drain = drain;
    this.requests = new RequestReader(settings.maxOutputBytes());
  }

  @Override
  public void execute(ExecuteRequest request, StreamObserver<ExecuteResponse> observer) {
    Multi<ExecutionEvent> events;
    try {
      RequestReader.Execute execute = requests.execute(request);
      events = progress.report(executions.start(execute.spec()), execute.progressInterval());
    } catch (RuntimeException e) {
      observer.onError(Statuses.of(e));
      return;
    }
    var writer = new EventWriter(request.getSpec());
    EventStream.send(
        events,
        event -> ExecuteResponse.newBuilder().setEvent(writer.event(event)).build(),
        (ServerCallStreamObserver<ExecuteResponse>) observer,
        executors.forCall(),
        drain.openStream());
  }

  @Override
  public void planExecution(
      PlanExecutionRequest request, StreamObserver<PlanExecutionResponse> observer) {
    answer(
        observer,
        () ->
            PlanExecutionResponse.newBuilder()
                .setPlan(PlanWriter.plan(executions.plan(requests.plan(request))))
                .build());
  }

  @Override
  public void listClusters(
      ListClustersRequest request, StreamObserver<ListClustersResponse> observer) {
    answer(
        observer,
        () -> {
          RequestReader.ListClusters list = requests.listClusters(request);
          List<Cluster> selected = Selection.select(registry.clusters(), list.selector());
          ClusterPage page = ClusterPage.of(selected, list.pageToken(), list.pageSize());
          return ListClustersResponse.newBuilder()
              .addAllClusters(page.clusters().stream().map(PlanWriter::cluster).toList())
              .setNextPageToken(page.nextToken())
              .addAllWarnings(registry.warnings())
              .build();
        });
  }

  @Override
  public void getServerStatus(
      GetServerStatusRequest request, StreamObserver<GetServerStatusResponse> observer) {
    answer(observer, status::get);
  }

  private static <T> void answer(StreamObserver<T> observer, Supplier<T> response) {
    try {
      observer.onNext(response.get());
      observer.onCompleted();
    } catch (RuntimeException e) {
      observer.onError(Statuses.of(e));
    }
  }
}
