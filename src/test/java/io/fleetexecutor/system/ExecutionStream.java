package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.ExecutionEvent.PayloadCase;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** One call of Execute, and what has come of it so far. */
final class ExecutionStream implements StreamObserver<ExecuteResponse> {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ClientCall<ExecuteRequest, ExecuteResponse> call;
  private final List<ExecutionEvent> events = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();

  private ExecutionStream(ClientCall<ExecuteRequest, ExecuteResponse> call) {
    this.call = call;
  }

  static ExecutionStream start(Channel channel, ExecuteRequest request) {
    return start(channel, request, CallOptions.DEFAULT);
  }

  static ExecutionStream start(Channel channel, ExecuteRequest request, CallOptions options) {
    var call = channel.newCall(FleetExecutorGrpc.getExecuteMethod(), options);
    var stream = new ExecutionStream(call);
    ClientCalls.asyncServerStreamingCall(call, request, stream);
    return stream;
  }

  void cancel() {
    call.cancel("the client has seen enough", null);
  }

  void awaitStarted(String cluster) {
    await(event -> event.getClusterStarted().getCluster().equals("clusters/" + cluster));
  }

  private void await(Predicate<ExecutionEvent> wanted) {
    Awaitility.await().atMost(LIMIT).until(() -> events.stream().anyMatch(wanted));
  }

  Status awaitStatus() {
    return end.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** The finished execution, after a look at whether the stream kept every promise of the API. */
  Execution awaitFinished() {
    assertThat(awaitStatus().isOk()).as("status %s", awaitStatus()).isTrue();
    assertThat(events.getFirst().getPayloadCase()).isEqualTo(PayloadCase.EXECUTION_ACCEPTED);
    assertThat(events.getLast().getPayloadCase()).isEqualTo(PayloadCase.EXECUTION_FINISHED);
    assertThat(count(PayloadCase.EXECUTION_ACCEPTED)).isEqualTo(1);
    assertThat(count(PayloadCase.EXECUTION_FINISHED)).isEqualTo(1);
    assertThat(events.stream().map(ExecutionEvent::getSequence)).isSorted().doesNotHaveDuplicates();
    Execution finished = events.getLast().getExecutionFinished().getExecution();
    assertThat(results().keySet())
        .containsExactlyInAnyOrderElementsOf(finished.getPlan().getWaves(0).getClustersList());
    return finished;
  }

  private long count(PayloadCase payload) {
    return events.stream().filter(event -> event.getPayloadCase() == payload).count();
  }

  /** By "clusters/" and the name; a second result of a cluster is an error. */
  Map<String, ClusterResult> results() {
    return events.stream()
        .filter(ExecutionEvent::hasClusterFinished)
        .map(event -> event.getClusterFinished().getResult())
        .collect(Collectors.toMap(ClusterResult::getCluster, Function.identity()));
  }

  ClusterResult result(String cluster) {
    return Objects.requireNonNull(results().get("clusters/" + cluster), cluster);
  }

  @Override
  public void onNext(ExecuteResponse response) {
    events.add(response.getEvent());
  }

  @Override
  public void onError(Throwable failure) {
    end.complete(Status.fromThrowable(failure));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }
}
