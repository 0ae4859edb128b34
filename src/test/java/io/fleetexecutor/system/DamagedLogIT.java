package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that is damaged costs what was in it, and says so; nothing else. */
class DamagedLogIT {
  // Fast ones, with enough output for a file of many pages.
  private static final Requests LIST_PODS =
      Requests.list("pods").on("demo-001", "demo-002", "demo-003", "demo-004", "demo-005");

  final List<UUID> requestIds = Stream.generate(UUID::randomUUID).limit(3).toList();
  ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    service = ServiceProcess.start(Map.of("FLEET_DEMO_CLUSTERS", "9"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private ExecutionStream run(Requests requests) {
    var stream = ExecutionStream.start(service.channel(), requests.build());
    stream.awaitFinished();
    return stream;
  }

  private List<ExecutionStream> runThree() {
    return requestIds.stream().map(id -> run(LIST_PODS.id(id))).toList();
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedLogIsToldAndHindersNoOther(Damage damage) throws Exception {
    List<ExecutionStream> streams = runThree();
    List<Execution> listed = service.executions().list();
    ExecutionStream damaged = streams.get(1);
    String id = damaged.execution().replace("executions/", "");

    service.stop();
    damage.to(service.dataDirectory().resolve("executions").resolve(id + ".db"));
    service = service.startAgain();

    assertThat(service.executions().list()).isEqualTo(listed);
    assertThat(service.get("/q/health/ready").statusCode()).isEqualTo(200);
    assertLost(damaged);
    new Kept(service).assertWhole(streams.get(0));
    new Kept(service).assertWhole(streams.get(2));
    new Kept(service).assertWhole(run(LIST_PODS));
    assertThat(service.executions().list()).hasSize(4);
  }

  /** What is still there may be told; that it is not all must be. */
  private void assertLost(ExecutionStream damaged) {
    var watcher = ExecutionStream.watch(service.channel(), damaged.execution(), 0);
    assertDataLoss(watcher.awaitRefusal());
    List<ExecutionEvent> intact = watcher.facts();
    assertThat(intact).hasSizeLessThan(damaged.facts().size());
    Kept.assertSameFacts(intact, damaged.facts().subList(0, intact.size()));
    assertDataLoss(Refusal.of(() -> service.executions().results(damaged.execution())));
    assertWholeOrLost(damaged);
  }

  /** Its state and summary may be known from elsewhere. */
  private void assertWholeOrLost(ExecutionStream damaged) {
    Execution finished = damaged.facts().getLast().getExecutionFinished().getExecution();
    try {
      assertThat(service.executions().get(damaged.execution())).isEqualTo(finished);
    } catch (StatusRuntimeException e) {
      assertDataLoss(Refusal.of(e));
    }
  }

  private static void assertDataLoss(Refusal refusal) {
    assertThat(refusal.code()).as(refusal.message()).isEqualTo(Status.Code.DATA_LOSS);
    assertThat(refusal.reason()).isEqualTo("LOG_DAMAGED");
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedCatalogIsMadeAgainFromTheLogs(Damage damage) throws Exception {
    List<ExecutionStream> streams = runThree();
    List<Execution> listed = service.executions().list();

    service.stop();
    damage.to(service.dataDirectory().resolve("catalog.db"));
    service = service.startAgain();

    assertThat(service.executions().list()).isEqualTo(listed);
    streams.forEach(new Kept(service)::assertWhole);
    ExecutionStream attached = run(LIST_PODS.id(requestIds.getFirst()));
    assertThat(attached.execution()).isEqualTo(streams.getFirst().execution());
    new Kept(service).assertWhole(run(LIST_PODS));
    assertThat(service.executions().list()).hasSize(4);
  }
}
