package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.FleetExecutorGrpc.FleetExecutorImplBase;
import io.fleetexecutor.v1.GetServerStatusRequest;
import io.fleetexecutor.v1.GetServerStatusResponse;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.ListClustersResponse;
import io.fleetexecutor.v1.PlanExecutionRequest;
import io.fleetexecutor.v1.PlanExecutionResponse;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** A service on a real port that answers what a test says, and remembers what it was asked. */
final class ScriptedService extends FleetExecutorImplBase implements AutoCloseable {
  final BlockingQueue<ExecuteRequest> executions = new LinkedBlockingQueue<>();
  final BlockingQueue<ListClustersRequest> pages = new LinkedBlockingQueue<>();
  final CountDownLatch cancelled = new CountDownLatch(1);

  private final Server server;
  private volatile List<ExecuteResponse> events = List.of();
  private volatile @Nullable StatusRuntimeException failure;
  private volatile boolean open;
  volatile PlanExecutionResponse plan = PlanExecutionResponse.getDefaultInstance();
  volatile GetServerStatusResponse status = GetServerStatusResponse.getDefaultInstance();
  volatile List<ListClustersResponse> clusters = List.of();

  ScriptedService() throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .directExecutor()
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
  public void planExecution(
      PlanExecutionRequest request, StreamObserver<PlanExecutionResponse> observer) {
    answer(observer, plan);
  }

  @Override
  public void listClusters(
      ListClustersRequest request, StreamObserver<ListClustersResponse> observer) {
    pages.add(request);
    int page = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    answer(observer, clusters.get(page));
  }

  @Override
  public void getServerStatus(
      GetServerStatusRequest request, StreamObserver<GetServerStatusResponse> observer) {
    answer(observer, status);
  }

  private <T> void answer(StreamObserver<T> observer, T message) {
    if (failure == null) {
      observer.onNext(message);
    }
    end(observer);
  }

  private void end(StreamObserver<?> observer) {
    StatusRuntimeException scripted = failure;
    if (scripted == null) {
      observer.onCompleted();
    } else {
      observer.onError(scripted);
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
