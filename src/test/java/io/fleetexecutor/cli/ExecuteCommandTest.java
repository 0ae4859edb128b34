package io.fleetexecutor.cli;

import static io.fleetexecutor.cli.Events.accepted;
import static io.fleetexecutor.cli.Events.counts;
import static io.fleetexecutor.cli.Events.ended;
import static io.fleetexecutor.cli.Events.failed;
import static io.fleetexecutor.cli.Events.finished;
import static io.fleetexecutor.cli.Events.row;
import static io.fleetexecutor.cli.Events.succeeded;
import static io.fleetexecutor.cli.Events.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterHealth;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ResourceTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExecuteCommandTest extends ScriptedServiceTest {
  @Test
  void rowsOfEveryClusterAreAlignedUnderOneHeader() {
    service.streams(
        accepted("prod-1", "production-2"),
        finished(succeeded("prod-1").setTable(pods("coredns", "1/1"))),
        finished(succeeded("production-2").setTable(pods("kube-proxy", "2/2"))),
        allSucceeded(2));

    CommandLineRun run = CommandLineRun.against(service, "execute", "list", "pods", "-n", "x");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            CLUSTER        NAME      READY
            prod-1         coredns   1/1
            production-2   kube-proxy   2/2
            """);
    assertThat(run.err())
        .isEqualTo(
            """
            2 clusters: 2 succeeded in 3.2s (avg 120ms, p95 300ms, max 2.0s)
            executions/42  SUCCEEDED
            """);
  }

  @Test
  void allNamespacesShowEachRowsNamespace() {
    service.streams(
        accepted("a"), finished(succeeded("a").setTable(pods("coredns", "1/1"))), allSucceeded(1));

    assertThat(CommandLineRun.against(service, "execute", "list", "pods", "-A").out())
        .isEqualTo(
            """
            CLUSTER   NAMESPACE     NAME      READY
            a         kube-system   coredns   1/1
            """);
  }

  @Test
  void columnsOfLowPriorityAreOnlyInTheWideTable() {
    ResourceTable.Builder table = pods("coredns", "1/1");
    table.getColumnsBuilder(1).setPriority(1);
    service.streams(accepted("a"), finished(succeeded("a").setTable(table)), allSucceeded(1));

    assertThat(CommandLineRun.against(service, "execute", "list", "pods").out())
        .isEqualTo("CLUSTER   NAME\na         coredns\n");
    assertThat(CommandLineRun.against(service, "execute", "list", "pods", "-o", "wide").out())
        .isEqualTo("CLUSTER   NAME      READY\na         coredns   1/1\n");
  }

  @Test
  void otherColumnsGetAHeaderOfTheirOwn() {
    service.streams(
        accepted("a", "b"),
        finished(succeeded("a").setTable(pods("x", "1/1"))),
        finished(succeeded("b").setTable(table(List.of("Name")).addRows(row("n", "y")))),
        allSucceeded(2));

    assertThat(CommandLineRun.against(service, "execute", "list", "pods").out())
        .isEqualTo(
            """
            CLUSTER   NAME   READY
            a         x      1/1
            CLUSTER   NAME
            b         y
            """);
  }

  @Test
  void aClusterThatDidNotSucceedIsToldOnStandardErrorAndInTheExitCode() {
    service.streams(
        accepted("prod-1", "prod-22"),
        finished(
            failed("prod-1", ClusterResult.State.STATE_TIMED_OUT, "attempt timeout\n\u001b[2J5s")),
        finished(succeeded("prod-22")),
        ended(Execution.State.STATE_COMPLETED_WITH_FAILURES, counts(2, 1).setTimedOutCount(1)));

    CommandLineRun run = CommandLineRun.against(service, "execute", "list", "pods");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            """
            ✗ prod-1   TIMED_OUT  attempt timeout\\n\\u001b[2J5s (120ms)
            No resources found.
            2 clusters: 1 succeeded, 1 timed out in 3.2s (avg 120ms, p95 300ms, max 2.0s)
            executions/42  COMPLETED_WITH_FAILURES
            """);
  }

  @Test
  void aMessageMayBeLargerThanClientsUsuallyTake() {
    String name = "x".repeat(5 << 20);
    service.streams(
        accepted("a"), finished(succeeded("a").setTable(pods(name, "1/1"))), allSucceeded(1));

    CommandLineRun run = CommandLineRun.against(service, "execute", "list", "pods");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains(name);
  }

  @Test
  void aCutOutputIsMarked() {
    service.streams(
        accepted("a"),
        finished(
            succeeded("a")
                .setTable(pods("x", "1/1"))
                .setOutputTruncated(true)
                .setTotalOutputBytes(1234567)),
        allSucceeded(1));

    assertThat(CommandLineRun.against(service, "execute", "list", "pods").err())
        .startsWith("! a  output truncated")
        .contains("1,234,567 bytes");
  }

  @Test
  void clustersThatWereNotAttemptedAreCountedAndNotToldOneByOne() {
    service.streams(
        accepted("a", "b", "c"),
        finished(failed("a", ClusterResult.State.STATE_DENIED, "forbidden")),
        finished(failed("b", ClusterResult.State.STATE_NOT_ATTEMPTED, "not attempted: why")),
        finished(failed("c", ClusterResult.State.STATE_NOT_ATTEMPTED, "not attempted: why")),
        ended(
            Execution.State.STATE_FAILED, counts(3, 0).setDeniedCount(1).setNotAttemptedCount(2)));

    CommandLineRun run = CommandLineRun.against(service, "execute", "list", "pods");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .contains("✗ a  DENIED", "1 denied, 2 not attempted")
        .doesNotContain("✗ b", "✗ c");
  }

  @Test
  void healthIsARowForEachClusterThatFailedOnesIncluded() {
    service.streams(
        accepted("a", "b"),
        finished(
            succeeded("a")
                .setHealth(
                    ClusterHealth.newBuilder().setReachable(true).setKubernetesVersion("v1.33.2"))),
        finished(failed("b", ClusterResult.State.STATE_UNREACHABLE, "connection refused")),
        ended(Execution.State.STATE_COMPLETED_WITH_FAILURES, counts(2, 1).setUnreachableCount(1)));

    CommandLineRun run = CommandLineRun.against(service, "execute", "health");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .isEqualTo(
            """
            CLUSTER   STATUS   VERSION   LATENCY
            a         READY    v1.33.2   120ms
            b         UNREACHABLE             120ms
            """);
    assertThat(run.err()).contains("✗ b  UNREACHABLE  connection refused (120ms)");
  }

  @Test
  void namesAreClusterKindAndName() {
    ClusterResult.Builder result = succeeded("a");
    result.getObjectsBuilder().addObjectsBuilder().setRef(row("n", "web").getRef());
    result
        .getObjectsBuilder()
        .addObjectsBuilder()
        .getRefBuilder()
        .setApiVersion("v1")
        .setKind("Pod")
        .setObjectName("web-1");
    service.streams(accepted("a"), finished(result), allSucceeded(1));

    assertThat(CommandLineRun.against(service, "execute", "list", "all", "-o", "name").out())
        .isEqualTo("a/deployment.apps/web\na/pod/web-1\n");
  }

  private static ResourceTable.Builder pods(String name, String ready) {
    return table(List.of("Name", "Ready")).addRows(row("kube-system", name, ready));
  }

  private static ExecuteResponse allSucceeded(int clusters) {
    return ended(Execution.State.STATE_SUCCEEDED, counts(clusters, clusters));
  }
}
