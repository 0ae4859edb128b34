package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.WatchExecutionRequest;
import io.fleetexecutor.v1.WatchExecutionResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A watcher that reads one event, and no more until it is told to. */
final class StalledWatcher extends ClientCall.Listener<WatchExecutionResponse> {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ClientCall<WatchExecutionRequest, WatchExecutionResponse> call;
  private final List<ExecutionEvent> events = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  private StalledWatcher(ClientCall<WatchExecutionRequest, WatchExecutionResponse> call) {
    this.call = call;
  }

  static StalledWatcher watch(Channel channel, String execution) {
    var call = channel.newCall(FleetExecutorGrpc.getWatchExecutionMethod(), CallOptions.DEFAULT);
    var watcher = new StalledWatcher(call);
    call.start(watcher, new Metadata());
    call.sendMessage(WatchExecutionRequest.newBuilder().setName(execution).build());
    call.halfClose();
    call.request(1);
    return watcher;
  }

  void awaitFirstEvent() {
    Awaitility.await().atMost(LIMIT).until(() -> !events.isEmpty() || end.isDone());
    assertThat(events).hasSize(1);
  }

  void readOn() {
    call.request(Integer.MAX_VALUE);
  }

  List<ExecutionEvent> events() {
    return List.copyOf(events);
  }

  List<ExecutionEvent> facts() {
    return events.stream().filter(event -> !event.hasProgressReported()).toList();
  }

  Status awaitStatus() {
    return end.copy().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void onMessage(WatchExecutionResponse response) {
    events.add(response.getEvent());
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    end.complete(status);
  }
}
