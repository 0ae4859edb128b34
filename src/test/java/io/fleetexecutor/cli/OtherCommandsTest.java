package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.Cluster;
import io.fleetexecutor.v1.ExecutionPlan;
import io.fleetexecutor.v1.GetServerStatusResponse;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.ListClustersResponse;
import io.fleetexecutor.v1.PlanExecutionResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherCommandsTest extends ScriptedServiceTest {
  @Test
  void aPlanTellsItsBudgets() {
    ExecutionPlan plan =
        Events.plan("prod-1").toBuilder()
            .setMaxFailedClusters(0)
            .setMaxUnreachableClusters(3)
            .build();
    service.plan = PlanExecutionResponse.newBuilder().setPlan(plan).build();

    assertThat(CommandLineRun.against(service, "plan", "list", "pods").out())
        .contains("max failed:         0\n", "max unreachable:    3\n");
  }

  @Test
  void aPlanIsItsClustersInOrderAndItsLimits() {
    service.plan =
        PlanExecutionResponse.newBuilder().setPlan(Events.plan("prod-1", "prod-2")).build();

    CommandLineRun run = CommandLineRun.against(service, "plan", "list", "pods");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            CLUSTER   ORDER
            prod-1    1
            prod-2    2

            clusters:           2
            max parallel:       2
            max failed:         no limit
            max unreachable:    as failed
            attempt timeout:    5s
            cluster timeout:    1m30s
            execution timeout:  none
            """);
    assertThat(CommandLineRun.against(service, "plan", "health", "-o", "json").out())
        .contains("\"maxParallelClusters\":2")
        .hasLineCount(1);
  }

  @Test
  void clustersOfEveryPageAreListedWithTheirWarnings() {
    Cluster.Builder broken = cluster("broken");
    broken.getErrorBuilder().setMessage("no user 'x'");
    service.clusters =
        List.of(
            ListClustersResponse.newBuilder()
                .addClusters(cluster("a").putLabels("env", "prod").putLabels("app", "x"))
                .setNextPageToken("1")
                .addWarnings("config: no YAML")
                .build(),
            ListClustersResponse.newBuilder().addClusters(broken).build());

    CommandLineRun run = CommandLineRun.against(service, "clusters", "--clusters", "*");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            NAME   SOURCE       NAMESPACE   VERSION   LATENCY   LABELS           STATUS
            a      kubeconfig   default     <none>    <none>    app=x,env=prod   not checked yet
            broken   kubeconfig   default     <none>    <none>    <none>           no user 'x'
            """);
    assertThat(run.err()).isEqualTo("warning: config: no YAML\n");
    assertThat(service.pages)
        .extracting(ListClustersRequest::getPageToken)
        .containsExactly("", "1");
    assertThat(service.pages)
        .allMatch(page -> page.getClusterSelector().getNamesList().equals(List.of("*")));
  }

  @Test
  void clustersAreNamesOrJsonLines() {
    service.clusters =
        List.of(
            ListClustersResponse.newBuilder()
                .addClusters(cluster("a"))
                .addClusters(cluster("b"))
                .build());

    assertThat(CommandLineRun.against(service, "clusters", "-o", "name").out()).isEqualTo("a\nb\n");
    assertThat(CommandLineRun.against(service, "clusters", "-o", "json").out().lines())
        .hasSize(2)
        .first()
        .asString()
        .startsWith("{\"name\":\"clusters/a\"");
  }

  @Test
  void statusIsTheWorkerPool() {
    service.status =
        GetServerStatusResponse.newBuilder()
            .setVersion("0.1")
            .setWorkerCount(256)
            .setRunningTaskCount(3)
            .build();

    assertThat(CommandLineRun.against(service, "status").out())
        .isEqualTo(
            """
            VERSION   STATUS    WORKERS   RUNNING   QUEUED   EXECUTIONS
            0.1       serving   256       3         0        0
            """);
    assertThat(CommandLineRun.against(service, "status", "-o", "json").out())
        .isEqualTo("{\"workerCount\":256,\"runningTaskCount\":3,\"version\":\"0.1\"}\n");
  }

  private static Cluster.Builder cluster(String name) {
    return Cluster.newBuilder()
        .setName("clusters/" + name)
        .setSource("kubeconfig")
        .setDefaultNamespace("default");
  }
}
