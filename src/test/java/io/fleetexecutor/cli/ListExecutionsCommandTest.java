package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ListExecutionsRequest;
import io.fleetexecutor.v1.ListExecutionsResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListExecutionsCommandTest extends ScriptedServiceTest {
  private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void executionsAreRowsWithTheirAgeAndDuration() throws Exception {
    service.executionPages = List.of(page("", running("b7"), ended("a1")));

    CommandLineRun run = run("list");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            NAME   STATE                     CLUSTERS   FAILED   AGE   DURATION   OPERATION          DISPLAY NAME
            b7     RUNNING                   3          0        5m    5m         list deployments
            a1     COMPLETED_WITH_FAILURES   12         2        3h    1.5s       health             nightly
            """);
    assertThat(run.err()).isEmpty();
  }

  @Test
  void theWideTableHasWhoWhenAndWhyToo() throws Exception {
    service.executionPages = List.of(page("", ended("a1")));

    assertThat(run("list", "-o", "wide").out())
        .isEqualTo(
            """
            NAME   STATE                     CLUSTERS   FAILED   AGE   DURATION   OPERATION   CALLER   CREATED                DISPLAY NAME   REASON
            a1     COMPLETED_WITH_FAILURES   12         2        3h    1.5s       health      ann      2026-01-31T09:00:00Z   nightly        because
            """);
  }

  @Test
  void theyAreNamesOrJsonLines() throws Exception {
    service.executionPages = List.of(page("", running("b7"), ended("a1")));

    assertThat(run("list", "-o", "name").out()).isEqualTo("executions/b7\nexecutions/a1\n");
    assertThat(run("list", "-o", "json").out())
        .hasLineCount(2)
        .startsWith("{\"name\":\"executions/b7\",");
  }

  @Test
  void pagesAreReadUntilThereAreEnoughAndMoreIsTold() throws Exception {
    service.executionPages =
        List.of(page("1", running("c"), running("b")), page("2", running("a")), page(""));

    CommandLineRun run = run("list", "-o", "name", "--limit", "3", "--filter", "state = RUNNING");

    assertThat(run.out()).hasLineCount(3);
    assertThat(run.err()).isEqualTo("There are more; see --limit and --filter.\n");
    assertThat(service.listings)
        .extracting(ListExecutionsRequest::getPageToken)
        .containsExactly("", "1");
    assertThat(service.listings)
        .extracting(ListExecutionsRequest::getPageSize)
        .containsExactly(3, 1);
    assertThat(service.listings)
        .extracting(ListExecutionsRequest::getFilter)
        .containsOnly("state = RUNNING");
  }

  @Test
  void theLimitIsTwentyAndZeroMeansAll() throws Exception {
    service.executionPages = List.of(page(""));
    run("list");
    assertThat(service.listings.remove().getPageSize()).isEqualTo(20);

    service.executionPages = List.of(page("1", running("b")), page("2"), page("", running("a")));
    CommandLineRun run = run("list", "--limit", "0", "-o", "name");
    assertThat(run.out()).isEqualTo("executions/b\nexecutions/a\n");
    assertThat(run.err()).isEmpty();
    assertThat(service.listings)
        .extracting(ListExecutionsRequest::getPageSize)
        .containsExactly(1000, 1000, 1000);
  }

  @Test
  void aNegativeLimitIsRefused() {
    CommandLineRun run = run("list", "--limit", "-1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'-1'", "--limit");
    assertThat(service.listings).isEmpty();
  }

  private CommandLineRun run(String... args) {
    return CommandLineRun.of(
        Terminal.NONE, InstantSource.fixed(NOW), CommandLineRun.withServer(service, args));
  }

  private static ListExecutionsResponse page(String next, Execution... executions) {
    return ListExecutionsResponse.newBuilder()
        .addAllExecutions(List.of(executions))
        .setNextPageToken(next)
        .build();
  }

  private static Execution running(String id) throws Exception {
    Execution.Builder execution =
        Execution.newBuilder()
            .setName("executions/" + id)
            .setState(Execution.State.STATE_RUNNING)
            .setCreateTime(Timestamps.parse("2026-01-31T11:55:00Z"));
    execution.getPlanBuilder().setClusterCount(3);
    execution
        .getSpecBuilder()
        .getOperationBuilder()
        .getListResourcesBuilder()
        .setKind("deployments");
    return execution.build();
  }

  private static Execution ended(String id) throws Exception {
    var created = Timestamps.parse("2026-01-31T09:00:00Z");
    Execution.Builder execution =
        Execution.newBuilder()
            .setName("executions/" + id)
            .setState(Execution.State.STATE_COMPLETED_WITH_FAILURES)
            .setCaller("ann")
            .setCreateTime(created)
            .setEndTime(Timestamps.add(created, Durations.fromMillis(1500)));
    execution.getPlanBuilder().setClusterCount(12);
    execution.getSummaryBuilder().setClusterCounts(Events.counts(12, 10));
    execution.getSpecBuilder().setDisplayName("nightly").setReason("because");
    execution.getSpecBuilder().getOperationBuilder().getCheckHealthBuilder();
    return execution.build();
  }
}
