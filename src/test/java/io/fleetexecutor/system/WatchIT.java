package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every reader of an execution sees the same, whenever and however slowly it reads. */
class WatchIT {
  private static final int CLUSTERS = 30;
  private static final int ANSWERED = 10;
  private static final Requests LIST_PODS =
      Requests.list("pods").attemptTimeout(Duration.ofMinutes(30)).parallel(5);

  @TempDir Path directory;
  volatile int podBytes = 10;
  final Gate gate =
      new Gate(
          ANSWERED,
          request ->
              FakeCluster.json(
                  request, FakeCluster.podList(FakeCluster.pod("web", "x".repeat(podBytes)))));
  FakeCluster cluster;
  ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    cluster = FakeCluster.start(gate);
    String kubeconfig = new Kubeconfig().clusters(CLUSTERS, cluster.url()).write(directory);
    service = ServiceProcess.start(Map.of("KUBECONFIG", kubeconfig));
  }

  @AfterEach
  void stop() {
    service.close();
    cluster.close();
  }

  @Test
  void watchersFromAnySequenceSeeTheSameFactsInTheSameOrder() {
    ExecutionStream first = startedHalfWay();
    long newest = newest(first);
    List<Long> sequences = LongStream.range(0, 20).map(i -> i * (newest + 1) / 19).boxed().toList();
    List<ExecutionStream> watchers =
        sequences.stream()
            .map(from -> ExecutionStream.watch(service.channel(), first.execution(), from))
            .toList();

    gate.open();

    assertThat(first.awaitFinished().getState()).isEqualTo(Execution.State.STATE_SUCCEEDED);
    for (int i = 0; i < watchers.size(); i++) {
      ExecutionStream watcher = watchers.get(i);
      assertThat(watcher.awaitStatus().isOk()).as("%s", watcher.awaitStatus()).isTrue();
      Kept.assertSameFacts(watcher.facts(), first.facts(sequences.get(i)));
      assertThat(watcher.events()).extracting(ExecutionEvent::getSequence).isSorted();
    }
  }

  @Test
  void aWatcherThatDoesNotReadHindersNeitherTheExecutionNorOthers() {
    // Together more than any buffer on the way would hold.
    podBytes = 400_000;
    ExecutionStream first = startedHalfWay();
    ManagedChannel channel = service.newChannel();
    try {
      var stalled = StalledWatcher.watch(channel, first.execution());
      stalled.awaitFirstEvent();
      var other = ExecutionStream.watch(service.channel(), first.execution(), 0);

      gate.open();

      assertThat(first.awaitFinished().getState()).isEqualTo(Execution.State.STATE_SUCCEEDED);
      other.awaitFinished();
      Kept.assertSameFacts(other.facts(), first.facts());
      assertThat(stalled.events()).hasSize(1);
      stalled.readOn();
      assertThat(stalled.awaitStatus().isOk()).as("%s", stalled.awaitStatus()).isTrue();
      Kept.assertSameFacts(stalled.facts(), first.facts());
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void aWatcherThatLeavesHindersNothing() {
    ExecutionStream first = startedHalfWay();
    var watcher = ExecutionStream.watch(service.channel(), first.execution(), 0);
    watcher.execution();

    watcher.cancel();

    assertThat(watcher.awaitStatus().getCode()).isEqualTo(Status.Code.CANCELLED);
    gate.open();
    assertThat(first.awaitFinished().getState()).isEqualTo(Execution.State.STATE_SUCCEEDED);
  }

  @Test
  void aWatcherAfterTheEndReplaysItAlsoFromTheMiddle() {
    ExecutionStream first = startedHalfWay();
    gate.open();
    first.awaitFinished();

    new Kept(service).assertWhole(first);
    long middle = newest(first) / 2;
    var late = ExecutionStream.watch(service.channel(), first.execution(), middle);
    assertThat(late.awaitStatus().isOk()).as("%s", late.awaitStatus()).isTrue();
    Kept.assertSameFacts(late.facts(), first.facts(middle));
    var afterAll = ExecutionStream.watch(service.channel(), first.execution(), newest(first) + 1);
    assertThat(afterAll.awaitStatus().isOk()).as("%s", afterAll.awaitStatus()).isTrue();
    assertThat(afterAll.events()).isEmpty();
  }

  @Test
  void aSequenceThatIsNotReachedYetIsOutOfRange() {
    ExecutionStream first = startedHalfWay();
    assertOutOfRange(first);
    gate.open();
    first.awaitFinished();
    assertOutOfRange(first);
  }

  private void assertOutOfRange(ExecutionStream stream) {
    Refusal refusal =
        ExecutionStream.watch(service.channel(), stream.execution(), 1_000_000).awaitRefusal();

    assertThat(refusal.code()).isEqualTo(Status.Code.OUT_OF_RANGE);
    assertThat(refusal.metadata())
        .containsEntry("newest_sequence", Long.toString(stream.facts().getLast().getSequence()));
  }

  @Test
  void anExecutionThatDoesNotExistIsNotFound() {
    String unknown = "executions/" + UUID.randomUUID();
    var calls = service.executions();

    assertNotFound(ExecutionStream.watch(service.channel(), unknown, 0).awaitRefusal());
    assertNotFound(Refusal.of(() -> calls.get(unknown)));
    assertNotFound(Refusal.of(() -> calls.results(unknown)));
    assertNotFound(Refusal.of(() -> calls.cancel(unknown, "")));
  }

  private static void assertNotFound(Refusal refusal) {
    assertThat(refusal.code()).as(refusal.message()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(refusal.reason()).isEqualTo("EXECUTION_NOT_FOUND");
  }

  /** As far as it comes while the gate is closed, so that its newest fact stays the newest. */
  private ExecutionStream startedHalfWay() {
    var stream = ExecutionStream.start(service.channel(), LIST_PODS.build());
    stream.awaitResults(ANSWERED);
    stream.awaitStarts(ANSWERED + 5);
    return stream;
  }

  private static long newest(ExecutionStream stream) {
    return stream.facts().getLast().getSequence();
  }
}
