package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.ExecutionEvent.PayloadCase;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.WatchExecutionRequest;
import io.fleetexecutor.v1.WatchExecutionResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** What one reader has received of an execution, over one call or, where it was lost, several. */
final class ExecutionStream {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<ExecutionEvent> events = new CopyOnWriteArrayList<>();
  private EventCall call;

  private ExecutionStream(Function<List<ExecutionEvent>, EventCall> first) {
    this.call = first.apply(events);
  }

  static ExecutionStream start(Channel channel, ExecuteRequest request) {
    return start(channel, request, CallOptions.DEFAULT);
  }

  static ExecutionStream start(Channel channel, ExecuteRequest request, CallOptions options) {
    return new ExecutionStream(events -> execute(channel, request, options, events));
  }

  /**
   * @param sequence of the first event, inclusive
   */
  static ExecutionStream watch(Channel channel, String execution, long sequence) {
    return new ExecutionStream(events -> watch(channel, execution, sequence, events));
  }

  private static EventCall execute(
      Channel channel, ExecuteRequest request, CallOptions options, List<ExecutionEvent> events) {
    return EventCall.start(
        channel.newCall(FleetExecutorGrpc.getExecuteMethod(), options),
        request,
        ExecuteResponse::getEvent,
        events::add);
  }

  private static EventCall watch(
      Channel channel, String execution, long sequence, List<ExecutionEvent> events) {
    return EventCall.start(
        channel.newCall(FleetExecutorGrpc.getWatchExecutionMethod(), CallOptions.DEFAULT),
        WatchExecutionRequest.newBuilder().setName(execution).setStartSequence(sequence).build(),
        WatchExecutionResponse::getEvent,
        events::add);
  }

  /**
   * Goes on after the call was lost: from one past the last event, or where there is none, by
   * sending the request once more. Where all has been received there is nothing to do.
   */
  void resume(Channel channel, ExecuteRequest request) {
    if (awaitStatus().isOk()) {
      return;
    }
    call =
        events.isEmpty()
            ? execute(channel, request, CallOptions.DEFAULT, events)
            : watch(channel, execution(), events.getLast().getSequence() + 1, events);
  }

  void cancel() {
    call.cancel();
  }

  void awaitStarted(String cluster) {
    await(() -> started().contains("clusters/" + cluster));
  }

  void awaitResults(int count) {
    await(() -> results().size() >= count);
  }

  void awaitStarts(int count) {
    await(() -> started().size() >= count);
  }

  /** Fails at once where the call ends before. */
  private void await(BooleanSupplier wanted) {
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> wanted.getAsBoolean() || endsWithin(Duration.ZERO));
    assertThat(wanted.getAsBoolean()).as("what came before the call ended: %s", events).isTrue();
  }

  /** Whether the call ended within this time. */
  boolean endsWithin(Duration limit) {
    return call.endsWithin(limit);
  }

  Status awaitStatus() {
    return call.awaitEnd().getStatus();
  }

  /** Of a call that must not end well. */
  Refusal awaitRefusal() {
    return Refusal.of(call.awaitEnd());
  }

  /** The finished execution, after a look at whether the stream kept every promise of the API. */
  Execution awaitFinished() {
    assertThat(awaitStatus().isOk()).as("status %s", awaitStatus()).isTrue();
    assertThat(events.getFirst().getPayloadCase()).isEqualTo(PayloadCase.EXECUTION_ACCEPTED);
    assertThat(events.getLast().getPayloadCase()).isEqualTo(PayloadCase.EXECUTION_FINISHED);
    assertThat(count(PayloadCase.EXECUTION_ACCEPTED)).isEqualTo(1);
    assertThat(count(PayloadCase.EXECUTION_FINISHED)).isEqualTo(1);
    assertThat(events.stream().map(ExecutionEvent::getSequence)).isSorted().doesNotHaveDuplicates();
    assertThat(events).extracting(ExecutionEvent::getExecution).containsOnly(execution());
    Execution finished = events.getLast().getExecutionFinished().getExecution();
    assertThat(results().keySet())
        .containsExactlyInAnyOrderElementsOf(
            finished.getPlan().getWavesList().stream()
                .flatMap(wave -> wave.getClustersList().stream())
                .toList());
    assertThat(started()).doesNotHaveDuplicates();
    return finished;
  }

  private long count(PayloadCase payload) {
    return events.stream().filter(event -> event.getPayloadCase() == payload).count();
  }

  /** Its name, once it was accepted. */
  String execution() {
    await(() -> !events.isEmpty());
    return events.getFirst().getExecution();
  }

  List<ExecutionEvent> events() {
    return List.copyOf(events);
  }

  /** Without what is derived for each reader. */
  List<ExecutionEvent> facts() {
    return events.stream().filter(event -> !event.hasProgressReported()).toList();
  }

  /** As {@code facts}, from a sequence on. */
  List<ExecutionEvent> facts(long sequence) {
    return facts().stream().filter(event -> event.getSequence() >= sequence).toList();
  }

  /** "clusters/" and the name, in the order in which they started. */
  List<String> started() {
    return events.stream()
        .filter(ExecutionEvent::hasClusterStarted)
        .map(event -> event.getClusterStarted().getCluster())
        .toList();
  }

  /** By "clusters/" and the name; a second result of a cluster is an error. */
  Map<String, ClusterResult> results() {
    return resultsInOrder().stream()
        .collect(Collectors.toMap(ClusterResult::getCluster, Function.identity()));
  }

  /** In the order in which they came. */
  List<ClusterResult> resultsInOrder() {
    return events.stream()
        .filter(ExecutionEvent::hasClusterFinished)
        .map(event -> event.getClusterFinished().getResult())
        .toList();
  }

  ClusterResult result(String cluster) {
    return Objects.requireNonNull(results().get("clusters/" + cluster), cluster);
  }
}
