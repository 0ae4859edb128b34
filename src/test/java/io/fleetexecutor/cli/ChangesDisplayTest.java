package io.fleetexecutor.cli;

import static io.fleetexecutor.cli.Events.finished;
import static io.fleetexecutor.cli.Events.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.DeleteResource;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.KubernetesObject.Change;
import io.fleetexecutor.v1.ResourceRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangesDisplayTest {
  private static final ResourceRef WEB =
      ResourceRef.newBuilder()
          .setApiVersion("apps/v1")
          .setKind("Deployment")
          .setNamespace("shop")
          .setObjectName("web")
          .build();
  private static final ClusterOperation DELETE =
      ClusterOperation.newBuilder()
          .setDeleteResource(DeleteResource.newBuilder().setRef(WEB))
          .build();
  private static final String[] DELETE_WEB = {"execute", "delete", "deployment/web", "-n", "shop"};

  private ScriptedService service;

  @BeforeEach
  void start() throws Exception {
    service = new ScriptedService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void whatWasDoneToEachObjectIsARow() {
    ClusterResult.Builder result = succeeded("a");
    change(result, Change.CHANGE_CREATED, "");
    change(result, Change.CHANGE_UPDATED, "");
    change(result, Change.CHANGE_NONE, "");
    change(result, Change.CHANGE_DELETED, "");

    assertThat(run(spec(DELETE), result, DELETE_WEB).out())
        .isEqualTo(
            """
            CLUSTER   NAMESPACE   OBJECT                CHANGE
            a         shop        deployment.apps/web   created
            a         shop        deployment.apps/web   configured
            a         shop        deployment.apps/web   unchanged
            a         shop        deployment.apps/web   deleted
            """);
  }

  @Test
  void theDiffOfADryRunIsBeneath() {
    ClusterResult.Builder result = succeeded("a");
    change(result, Change.CHANGE_UPDATED, "--- before\n+++ after\n@@ -1,1 +1,1 @@\n-a\n+b\n");

    assertThat(
            run(
                    spec(DELETE).setDryRun(true),
                    result,
                    "execute",
                    "delete",
                    "deployment/web",
                    "--dry-run")
                .out())
        .isEqualTo(
            """
            CLUSTER   NAMESPACE   OBJECT                CHANGE
            a         shop        deployment.apps/web   configured (dry run)
                --- before
                +++ after
                @@ -1,1 +1,1 @@
                -a
                +b
            """);
  }

  @Test
  void theDiffsOfADryRunAreInTheOrderOfItsObjects() {
    ClusterResult.Builder result = succeeded("a");
    change(result, Change.CHANGE_UPDATED, "@@ -1,1 +1,1 @@\n-a\n+b\n");
    change(result, Change.CHANGE_NONE, "");
    change(result, Change.CHANGE_UPDATED, "@@ -7,1 +7,1 @@\n-c\n+d\n");

    String[] dryRun = {"execute", "delete", "deployment/web", "--dry-run"};
    assertThat(run(spec(DELETE).setDryRun(true), result, dryRun).out())
        .isEqualTo(
            """
            CLUSTER   NAMESPACE   OBJECT                CHANGE
            a         shop        deployment.apps/web   configured (dry run)
            a         shop        deployment.apps/web   unchanged (dry run)
            a         shop        deployment.apps/web   configured (dry run)
                @@ -1,1 +1,1 @@
                -a
                +b
                @@ -7,1 +7,1 @@
                -c
                +d
            """);
  }

  @Test
  void aChangeWhoseOutcomeIsUnknownIsToldOnStandardError() throws Exception {
    CommandLineRun run =
        FleetAnswers.of(operation -> operation.setDeleteResource(DELETE.getDeleteResource()))
            .result(
                Events.failed("a", State.STATE_INTERRUPTED, "connection lost")
                    .setOutcomeUnknown(true))
            .shownBy(DELETE_WEB);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith(
            "✗ a  INTERRUPTED  connection lost (it may or may not have been done) (120ms)\n");
  }

  @Test
  void projectedValuesAreColumns() {
    ClusterResult.Builder result = succeeded("a");
    result.getValuesBuilder().addValuesBuilder().setRef(WEB).setJson("\"nginx:1.25\"");

    assertThat(
            run(
                    spec(DELETE),
                    result,
                    "execute",
                    "get",
                    "deployment/web",
                    "--project",
                    "object.spec.image")
                .out())
        .isEqualTo(
            """
            CLUSTER   NAMESPACE   NAME   VALUE
            a         shop        web    nginx:1.25
            """);
  }

  private CommandLineRun run(
      ExecutionSpec.Builder spec, ClusterResult.Builder result, String... arguments) {
    ExecuteResponse.Builder accepted = Events.accepted("a").toBuilder();
    accepted.getEventBuilder().getExecutionAcceptedBuilder().getExecutionBuilder().setSpec(spec);
    service.streams(
        accepted.build(),
        finished(result),
        Events.ended(Execution.State.STATE_SUCCEEDED, Events.counts(1, 1)));
    return CommandLineRun.against(service, arguments);
  }

  private static ExecutionSpec.Builder spec(ClusterOperation operation) {
    return ExecutionSpec.newBuilder().setOperation(operation);
  }

  private static void change(ClusterResult.Builder result, Change change, String diff) {
    result.getObjectsBuilder().addObjectsBuilder().setRef(WEB).setChange(change).setDiff(diff);
  }
}
