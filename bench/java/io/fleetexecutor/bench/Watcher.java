package io.fleetexecutor.bench;

import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.WatchExecutionRequest;
import io.fleetexecutor.v1.WatchExecutionResponse;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.concurrent.CompletableFuture;

/**
 * One reader of an execution's events from the first on, that checks each and keeps none. It asks
 * for as many as it has read, or, while it stalls, for no more than one.
 */
final class Watcher
    implements ClientResponseObserver<WatchExecutionRequest, WatchExecutionResponse> {
  private static final int WINDOW = 64;

  private final EventCheck events = new EventCheck();
  private final CompletableFuture<EventCheck> end = new CompletableFuture<>();
  private final boolean stalls;
  private volatile ClientCallStreamObserver<WatchExecutionRequest> call;

  private Watcher(boolean stalls) {
    this.stalls = stalls;
  }

  static Watcher start(Channel channel, String execution, boolean stalls) {
    var watcher = new Watcher(stalls);
    FleetExecutorGrpc.newStub(channel)
        .watchExecution(WatchExecutionRequest.newBuilder().setName(execution).build(), watcher);
    return watcher;
  }

  /** Stalls no longer. */
  void read() {
    call.request(Integer.MAX_VALUE);
  }

  /** What it had got at its end. */
  CompletableFuture<EventCheck> end() {
    return end;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<WatchExecutionRequest> call) {
    this.call = call;
    call.disableAutoRequestWithInitial(stalls ? 1 : WINDOW);
  }

  @Override
  public void onNext(WatchExecutionResponse response) {
    events.accept(response.getEvent());
    if (!stalls && events.total() % WINDOW == 0) {
      call.request(WINDOW);
    }
  }

  @Override
  public void onError(Throwable failure) {
    end.completeExceptionally(failure);
  }

  @Override
  public void onCompleted() {
    end.complete(events);
  }
}
