package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.Execution;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionIT {
  private static final int KEPT = 3;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    service =
        ServiceProcess.start(
            Map.of(
                "FLEET_DEMO_CLUSTERS",
                "5",
                "FLEET_RETENTION_MAX_EXECUTIONS",
                Integer.toString(KEPT),
                "FLEET_RETENTION_INTERVAL",
                "1s"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void theOldestExecutionsKeepTheirEndAlone() throws Exception {
    List<ExecutionStream> streams =
        Stream.generate(
                () -> ExecutionStream.start(service.channel(), Requests.checkHealth().build()))
            .limit(2 * KEPT)
            .peek(ExecutionStream::awaitFinished)
            .toList();

    List<ExecutionStream> oldest = streams.subList(0, KEPT);
    Awaitility.await().atMost(LIMIT).untilAsserted(() -> oldest.forEach(this::assertTrimmed));
    List<ExecutionStream> newest = streams.subList(KEPT, 2 * KEPT);
    newest.forEach(new Kept(service)::assertWhole);

    service.stop();
    service = service.startAgain();
    oldest.forEach(this::assertTrimmed);
    newest.forEach(new Kept(service)::assertWhole);
    assertThat(service.executions().list()).hasSize(2 * KEPT);
  }

  private void assertTrimmed(ExecutionStream stream) {
    String name = stream.execution();
    Refusal refusal = ExecutionStream.watch(service.channel(), name, 0).awaitRefusal();
    assertThat(refusal.code()).as(refusal.message()).isEqualTo(Status.Code.OUT_OF_RANGE);
    long oldest = Long.parseLong(Objects.requireNonNull(refusal.metadata().get("oldest_sequence")));
    assertThat(oldest).isEqualTo(stream.facts().getLast().getSequence());

    var end = ExecutionStream.watch(service.channel(), name, oldest);
    assertThat(end.awaitStatus().isOk()).as("%s", end.awaitStatus()).isTrue();
    Execution finished = finished(stream);
    assertThat(end.facts())
        .singleElement()
        .satisfies(
            last -> {
              assertThat(last.getSequence()).isEqualTo(oldest);
              assertThat(withoutClusters(last.getExecutionFinished().getExecution()))
                  .isEqualTo(withoutClusters(finished));
            });
    assertThat(withoutClusters(service.executions().get(name)))
        .isEqualTo(withoutClusters(finished));
  }

  private static Execution finished(ExecutionStream stream) {
    return stream.facts().getLast().getExecutionFinished().getExecution();
  }

  /** The names of the clusters may go with the events. */
  private static Execution withoutClusters(Execution execution) {
    var trimmed = execution.toBuilder();
    trimmed.getPlanBuilder().clearWaves();
    trimmed
        .getSummaryBuilder()
        .getAnswerGroupsBuilderList()
        .forEach(AnswerGroup.Builder::clearClusters);
    return trimmed.build();
  }
}
