package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.WatchExecutionRequest;
import io.grpc.Status;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchCommandTest {
  private static final ExecuteResponse[] EVENTS = {
    Events.at(1, Events.accepted("a", "b")),
    Events.at(
        3,
        Events.finished(
            Events.succeeded("a")
                .setTable(Events.table(List.of("Name")).addRows(Events.row("n", "web"))))),
    Events.at(
        5,
        Events.finished(
            Events.failed(
                "b", io.fleetexecutor.v1.ClusterResult.State.STATE_UNREACHABLE, "refused"))),
    Events.at(
        7,
        Events.ended(
            Execution.State.STATE_COMPLETED_WITH_FAILURES,
            Events.counts(2, 1).setUnreachableCount(1)))
  };

  private ScriptedService service;

  @BeforeEach
  void start() throws IOException {
    service = new ScriptedService();
    keep(operation -> operation.getListResourcesBuilder().setKind("deploy").setNamespace("n"));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void anExecutionIsShownAsExecuteShowsIt() {
    service.streams(EVENTS).thenWatched(WatchScript.completes(EVENTS));

    CommandLineRun watched = CommandLineRun.against(service, "watch", "42");

    assertThat(watched).isEqualTo(CommandLineRun.against(service, "execute", "list", "deploy"));
    assertThat(watched.exitCode()).isEqualTo(1);
    assertThat(watched.out()).isEqualTo("CLUSTER   NAME\na         web\n");
    assertThat(service.watches)
        .containsExactly(WatchExecutionRequest.newBuilder().setName("executions/42").build());
  }

  @Test
  void jsonIsThatOfExecute() {
    service.streams(EVENTS).thenWatched(WatchScript.completes(EVENTS));

    assertThat(CommandLineRun.against(service, "watch", "executions/42", "-o", "json").out())
        .isEqualTo(CommandLineRun.against(service, "execute", "list", "deploy", "-o", "json").out())
        .hasLineCount(4);
  }

  @Test
  void theTableIsTheOneOfItsOperation() {
    keep(operation -> operation.getListResourcesBuilder().setKind("deploy"));
    service.thenWatched(WatchScript.completes(EVENTS));
    assertThat(CommandLineRun.against(service, "watch", "42").out())
        .startsWith("CLUSTER   NAMESPACE   NAME\n");

    keep(ClusterOperation.Builder::getCheckHealthBuilder);
    service.thenWatched(WatchScript.completes(EVENTS));
    assertThat(CommandLineRun.against(service, "watch", "42").out())
        .startsWith("CLUSTER   STATUS   VERSION   LATENCY\n");
  }

  @Test
  void watchingMayBeginWithALaterEventAndGoesOnAfterABreak() {
    service
        .thenWatched(WatchScript.fails(Status.UNAVAILABLE, EVENTS[2]))
        .thenWatched(WatchScript.completes(EVENTS[3]));

    CommandLineRun run = CommandLineRun.against(service, "watch", "42", "--from", "4");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("✗ b  UNREACHABLE", "reconnecting to executions/42");
    assertThat(service.watches)
        .extracting(WatchExecutionRequest::getStartSequence)
        .containsExactly(4L, 6L);
    assertThat(service.watches)
        .extracting(WatchExecutionRequest::getName)
        .containsOnly("executions/42");
  }

  @Test
  void progressNeedsNoFirstEvent() {
    service.thenWatched(
        WatchScript.completes(
            Events.at(4, Events.progress(Events.counts(4, 2).setCompletedCount(3))), EVENTS[3]));

    CommandLineRun run =
        CommandLineRun.of(
            new Terminal(true, false, 80, true),
            InstantSource.fixed(Instant.EPOCH),
            CommandLineRun.withServer(service, "watch", "42", "--from", "4"));

    assertThat(run.err()).contains("3/4", "1 failed");
  }

  @Test
  void anUnknownExecutionIsToldAndNotWatched() {
    CommandLineRun run = CommandLineRun.against(service, "watch", "43");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .isEqualTo("error: NOT_FOUND: no executions/43\nSee which are kept with: fleet list\n");
    assertThat(service.watches).isEmpty();
  }

  private void keep(java.util.function.Consumer<ClusterOperation.Builder> operation) {
    Execution.Builder kept = Execution.newBuilder().setName("executions/42");
    operation.accept(kept.getSpecBuilder().getOperationBuilder());
    service.execution = kept.build();
  }
}
