package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import com.google.protobuf.util.Timestamps;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ListClusterResultsRequest;
import io.fleetexecutor.v1.ListClusterResultsResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShowCommandTest {
  private ScriptedService service;

  @BeforeEach
  void start() throws Exception {
    service = new ScriptedService();
    service.execution = execution();
    service.resultPages =
        List.of(
            page("1", Events.succeeded("a").setAttemptCount(1)),
            page(
                "",
                Events.failed("prod-2", ClusterResult.State.STATE_FAILED, "no\nkind 'x'"),
                Events.result("c", ClusterResult.State.STATE_NOT_ATTEMPTED).clearDuration()));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void anExecutionIsShownWithTheResultsOfEveryPage() {
    CommandLineRun run = CommandLineRun.against(service, "show", "42");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            name:         executions/42
            display name: nightly
            state:        CANCELLED: cancelled by ann
            operation:    list deployments -n kube-system -l app=web
            selector:     prod-*, a without prod-9
            caller:       ann
            reason:       because
            retry of:     executions/41
            created:      2026-01-31T09:00:00Z
            ended:        2026-01-31T09:01:00Z
            summary:      3 clusters: 1 succeeded, 1 failed, 1 not attempted

            CLUSTER   STATE       DURATION   MESSAGE
            a         SUCCEEDED   120ms
            prod-2    FAILED          120ms      no\\nkind 'x'
            c         NOT_ATTEMPTED
            """);
    assertThat(service.resultListings)
        .extracting(ListClusterResultsRequest::getPageToken)
        .containsExactly("", "1");
    assertThat(service.resultListings)
        .extracting(ListClusterResultsRequest::getParent)
        .containsOnly("executions/42");
  }

  @Test
  void jsonIsTheExecutionAndThenEachResult() throws Exception {
    List<String> lines =
        CommandLineRun.against(service, "show", "42", "-o", "json").out().lines().toList();

    assertThat(lines).hasSize(4);
    Execution.Builder shown = Execution.newBuilder();
    JsonFormat.parser().merge(lines.getFirst(), shown);
    assertThat(shown.build()).isEqualTo(service.execution);
    ClusterResult.Builder result = ClusterResult.newBuilder();
    JsonFormat.parser().merge(lines.getLast(), result);
    assertThat(result.build()).isEqualTo(service.resultPages.get(1).getClusterResults(1));
  }

  @Test
  void namesAreThoseOfTheClustersThatTheFilterTakes() {
    CommandLineRun run =
        CommandLineRun.against(
            service, "show", "42", "-o", "name", "--filter", "state != SUCCEEDED");

    assertThat(run.out()).isEqualTo("a\nprod-2\nc\n");
    assertThat(service.resultListings)
        .extracting(ListClusterResultsRequest::getFilter)
        .containsOnly("state != SUCCEEDED");
  }

  @Test
  void theWideTableHasStartAttemptsAndReasonToo() {
    assertThat(CommandLineRun.against(service, "show", "42", "-o", "wide").out())
        .contains(
            "CLUSTER   STATE       DURATION   STARTED   ATTEMPTS   REASON   MESSAGE\n"
                + "a         SUCCEEDED   120ms                1\n");
  }

  @Test
  void whatRunsAndWhatWaitsIsCountedToo() {
    Execution.Builder running =
        Execution.newBuilder().setName("executions/42").setState(Execution.State.STATE_RUNNING);
    running
        .getSummaryBuilder()
        .setClusterCounts(Events.counts(9, 2).setCompletedCount(2).setRunningCount(3));
    service.execution = running.build();

    assertThat(CommandLineRun.against(service, "show", "42").out())
        .contains("summary:      9 clusters: 2 succeeded, 3 running, 4 waiting\n");
  }

  @Test
  void aPausedExecutionIsShownWithWhy() {
    service.execution =
        Execution.newBuilder()
            .setName("executions/42")
            .setState(Execution.State.STATE_PAUSED)
            .setStateReason("paused by ann: alerts")
            .build();

    assertThat(CommandLineRun.against(service, "show", "42").out())
        .contains("state:        PAUSED: paused by ann: alerts\n");
  }

  @Test
  void anUnknownExecutionIsTold() {
    CommandLineRun run = CommandLineRun.against(service, "show", "43");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("error: NOT_FOUND", "fleet list");
  }

  private static ListClusterResultsResponse page(String next, ClusterResult.Builder... results) {
    ListClusterResultsResponse.Builder page =
        ListClusterResultsResponse.newBuilder().setNextPageToken(next);
    List.of(results).forEach(page::addClusterResults);
    return page.build();
  }

  private static Execution execution() throws Exception {
    Execution.Builder execution =
        Execution.newBuilder()
            .setName("executions/42")
            .setState(Execution.State.STATE_CANCELLED)
            .setStateReason("cancelled by ann")
            .setCaller("ann")
            .setRetryOf("executions/41")
            .setCreateTime(Timestamps.parse("2026-01-31T09:00:00Z"))
            .setEndTime(Timestamps.parse("2026-01-31T09:01:00Z"));
    execution
        .getSummaryBuilder()
        .setClusterCounts(Events.counts(3, 1).setFailedCount(1).setNotAttemptedCount(1));
    var spec = execution.getSpecBuilder().setDisplayName("nightly").setReason("because");
    spec.getClusterSelectorBuilder().addNames("prod-*").addNames("a").addExcludedNames("prod-9");
    spec.getOperationBuilder()
        .getListResourcesBuilder()
        .setKind("deployments")
        .setNamespace("kube-system")
        .setLabelSelector("app=web");
    return execution.build();
  }
}
