package io.fleetexecutor.cli;

import io.fleetexecutor.v1.CancelExecutionRequest;
import io.fleetexecutor.v1.CancelExecutionResponse;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
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
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A service on a real port that answers what a test says, and remembers what it was asked. */
final class ScriptedService extends FleetExecutorImplBase implements AutoCloseable {
  final BlockingQueue<ExecuteRequest> executions = new LinkedBlockingQueue<>();
  final BlockingQueue<ListClustersRequest> pages = new LinkedBlockingQueue<>();
  final BlockingQueue<WatchExecutionRequest> watches = new LinkedBlockingQueue<>();
  final BlockingQueue<ListExecutionsRequest> listings = new LinkedBlockingQueue<>();
  final BlockingQueue<ListClusterResultsRequest> resultListings = new LinkedBlockingQueue<>();
  final BlockingQueue<CancelExecutionRequest> cancellations = new LinkedBlockingQueue<>();
  final BlockingQueue<PauseExecutionRequest> pauses = new LinkedBlockingQueue<>();
  final BlockingQueue<ResumeExecutionRequest> resumptions = new LinkedBlockingQueue<>();
  final RecordedAuthorizations authorizations = new RecordedAuthorizations();
  final CountDownLatch cancelled = new CountDownLatch(1);

  private final Server server;
  private volatile List<ExecuteResponse> events = List.of();
  private volatile @Nullable StatusRuntimeException failure;
  private volatile boolean open;
  private final Queue<WatchScript> watchScripts = new ConcurrentLinkedQueue<>();
  private final Queue<Consumer<StreamObserver<WatchClustersResponse>>> clusterScripts =
      new ConcurrentLinkedQueue<>();
  volatile @Nullable Execution execution;
  volatile List<ListExecutionsResponse> executionPages = List.of();
  volatile List<ListClusterResultsResponse> resultPages = List.of();
  volatile PlanExecutionResponse plan = PlanExecutionResponse.getDefaultInstance();
  volatile GetServerStatusResponse status = GetServerStatusResponse.getDefaultInstance();
  volatile List<ListClustersResponse> clusters = List.of();

  ScriptedService() throws IOException {
    this(0);
  }

  private ScriptedService(int port) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .directExecutor()
            .intercept(authorizations)
            .addService(this)
            .build()
            .start();
  }

  /** Streams these events, and completes. */
  ScriptedService streams(ExecuteResponse... scripted) {
    events = List.of(scripted);
    return this;
  }

  /** After its events every call fails so. */
  ScriptedService fails(StatusRuntimeException status) {
    failure = status;
    return this;
  }

  /** After its events the stream stays open. */
  ScriptedService staysOpen() {
    open = true;
    return this;
  }

  /** The next who follows the clusters gets these, and then this failure; null: the end. */
  ScriptedService thenFollowed(
      @Nullable StatusRuntimeException end, WatchClustersResponse... changes) {
    clusterScripts.add(
        observer -> {
          List.of(changes).forEach(observer::onNext);
          end(observer, end);
        });
    return this;
  }

  /** The next watcher gets this. */
  ScriptedService thenWatched(WatchScript script) {
    watchScripts.add(script);
    return this;
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void execute(ExecuteRequest request, StreamObserver<ExecuteResponse> observer) {
    ((ServerCallStreamObserver<ExecuteResponse>) observer).setOnCancelHandler(cancelled::countDown);
    executions.add(request);
    events.forEach(observer::onNext);
    if (!open) {
      end(observer);
    }
  }

  @Override
  public void watchExecution(
      WatchExecutionRequest request, StreamObserver<WatchExecutionResponse> observer) {
    ((ServerCallStreamObserver<?>) observer).setOnCancelHandler(cancelled::countDown);
    watches.add(request);
    WatchScript script = watchScripts.poll();
    if (script == null) {
      observer.onError(Status.INVALID_ARGUMENT.withDescription("unexpected").asException());
    } else {
      script.play(observer);
    }
  }

  @Override
  public void getExecution(
      GetExecutionRequest request, StreamObserver<GetExecutionResponse> observer) {
    answerKnown(
        observer,
        request.getName(),
        known -> GetExecutionResponse.newBuilder().setExecution(known).build());
  }

  @Override
  public void cancelExecution(
      CancelExecutionRequest request, StreamObserver<CancelExecutionResponse> observer) {
    cancellations.add(request);
    answerKnown(
        observer,
        request.getName(),
        known ->
            CancelExecutionResponse.newBuilder()
                .setExecution(known.toBuilder().setState(Execution.State.STATE_STOPPING))
                .build());
  }

  @Override
  public void pauseExecution(
      PauseExecutionRequest request, StreamObserver<PauseExecutionResponse> observer) {
    pauses.add(request);
    answerKnown(
        observer,
        request.getName(),
        known ->
            PauseExecutionResponse.newBuilder()
                .setExecution(known.toBuilder().setState(Execution.State.STATE_PAUSED))
                .build());
  }

  @Override
  public void resumeExecution(
      ResumeExecutionRequest request, StreamObserver<ResumeExecutionResponse> observer) {
    resumptions.add(request);
    answerKnown(
        observer,
        request.getName(),
        known ->
            ResumeExecutionResponse.newBuilder()
                .setExecution(known.toBuilder().setState(Execution.State.STATE_RUNNING))
                .build());
  }

  @Override
  public void listExecutions(
      ListExecutionsRequest request, StreamObserver<ListExecutionsResponse> observer) {
    listings.add(request);
    answer(observer, executionPages.get(page(request.getPageToken())));
  }

  @Override
  public void listClusterResults(
      ListClusterResultsRequest request, StreamObserver<ListClusterResultsResponse> observer) {
    resultListings.add(request);
    answer(observer, resultPages.get(page(request.getPageToken())));
  }

  @Override
  public void planExecution(
      PlanExecutionRequest request, StreamObserver<PlanExecutionResponse> observer) {
    answer(observer, plan);
  }

  @Override
  public void listClusters(
      ListClustersRequest request, StreamObserver<ListClustersResponse> observer) {
    pages.add(request);
    answer(observer, clusters.get(page(request.getPageToken())));
  }

  @Override
  public void watchClusters(
      WatchClustersRequest request, StreamObserver<WatchClustersResponse> observer) {
    clusterScripts.remove().accept(observer);
  }

  @Override
  public void getServerStatus(
      GetServerStatusRequest request, StreamObserver<GetServerStatusResponse> observer) {
    answer(observer, status);
  }

  private static int page(String token) {
    return token.isEmpty() ? 0 : Integer.parseInt(token);
  }

  private <T> void answerKnown(
      StreamObserver<T> observer, String name, Function<Execution, T> answer) {
    Execution known = execution;
    if (known == null || !known.getName().equals(name)) {
      observer.onError(Status.NOT_FOUND.withDescription("no " + name).asException());
    } else {
      observer.onNext(answer.apply(known));
      observer.onCompleted();
    }
  }

  private <T> void answer(StreamObserver<T> observer, T message) {
    if (failure == null) {
      observer.onNext(message);
    }
    end(observer);
  }

  private void end(StreamObserver<?> observer) {
    end(observer, failure);
  }

  private static void end(StreamObserver<?> observer, @Nullable StatusRuntimeException scripted) {
    if (scripted == null) {
      observer.onCompleted();
    } else {
      observer.onError(scripted);
    }
  }

  /** Another service where this one was. */
  ScriptedService restarted() throws IOException, InterruptedException {
    int port = server.getPort();
    close();
    server.awaitTermination();
    return new ScriptedService(port);
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
