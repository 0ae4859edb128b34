package io.fleetexecutor.cli;

import static io.fleetexecutor.cli.FleetAnswers.change;
import static io.fleetexecutor.cli.FleetAnswers.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.KubernetesObject.Change;
import org.junit.jupiter.api.Test;

class ChangesDisplayTest {
  private static final String[] DELETE_WEB = {"execute", "delete", "deployment/web", "-n", "shop"};
  private static final String[] DRY_RUN = {"execute", "delete", "deployment/web", "--dry-run"};

  private final FleetAnswers answers =
      FleetAnswers.of(operation -> operation.getDeleteResourceBuilder().setRef(FleetAnswers.WEB));

  @Test
  void whatWasDoneToEachObjectIsARow() throws Exception {
    answers.result(
        "a",
        change(Change.CHANGE_CREATED, "")
            .andThen(change(Change.CHANGE_UPDATED, ""))
            .andThen(change(Change.CHANGE_NONE, ""))
            .andThen(change(Change.CHANGE_DELETED, "")));

    assertThat(answers.shownBy(DELETE_WEB).out())
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
  void anObjectThatWasNotThereToBeDeletedIsMissing() throws Exception {
    answers.result(gone("a"));
    answers.result("b", change(Change.CHANGE_NONE, ""));

    assertThat(answers.shownBy(DELETE_WEB).out())
        .isEqualTo(
            """
            CLUSTER   NAMESPACE   OBJECT                CHANGE
            a         shop        deployment.apps/web   missing
            b         shop        deployment.apps/web   unchanged
            """);
    answers.group("missing", "a");
    assertThat(answers.shownBy("watch", "42", "--group").out())
        .isEqualTo(
            """
            = 1 cluster    answered   a
                deployment.apps/web  ns shop  missing
            """);
    answers.spec.setDryRun(true);
    assertThat(answers.shownBy(DRY_RUN).out())
        .contains("web   missing (dry run)\n", "web   unchanged (dry run)\n");
  }

  @Test
  void itIsMissingWhateverAnswersAreComparedBy() throws Exception {
    answers.spec.getOutputPolicyBuilder().setFingerprintExpression("object.spec.x");
    answers.result(gone("a").setFingerprint(""));
    answers.result(gone("b").setFingerprint("missing"));
    answers.result(gone("c").setFingerprint("").setState(State.STATE_TIMED_OUT));

    assertThat(answers.shownBy("watch", "42").out())
        .isEqualTo(
            """
            CLUSTER   NAMESPACE   OBJECT                CHANGE
            a         shop        deployment.apps/web   missing
            b         shop        deployment.apps/web   unchanged
            c         shop        deployment.apps/web   unchanged
            """);
  }

  @Test
  void onlyADeletedObjectCanBeMissing() throws Exception {
    FleetAnswers scaled = FleetAnswers.of(operation -> operation.getScaleWorkloadBuilder());

    assertThat(scaled.result(gone("a")).shownBy("watch", "42").out()).endsWith("web   unchanged\n");
  }

  private static ClusterResult.Builder gone(String cluster) {
    ClusterResult.Builder result = Events.succeeded(cluster).setFingerprint("missing");
    change(Change.CHANGE_NONE, "").accept(result);
    return result;
  }

  @Test
  void theDiffOfADryRunIsBeneath() throws Exception {
    answers.spec.setDryRun(true);
    answers.result(
        "a", change(Change.CHANGE_UPDATED, "--- before\n+++ after\n@@ -1,1 +1,1 @@\n-a\n+b\n"));

    assertThat(answers.shownBy(DRY_RUN).out())
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
  void theDiffsOfADryRunAreInTheOrderOfItsObjects() throws Exception {
    answers.spec.setDryRun(true);
    answers.result(
        "a",
        change(Change.CHANGE_UPDATED, "@@ -1,1 +1,1 @@\n-a\n+b\n")
            .andThen(change(Change.CHANGE_NONE, ""))
            .andThen(change(Change.CHANGE_UPDATED, "@@ -7,1 +7,1 @@\n-c\n+d\n")));

    assertThat(answers.shownBy(DRY_RUN).out())
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
        answers
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
  void projectedValuesAreColumns() throws Exception {
    FleetAnswers got = FleetAnswers.ofGet().result("a", value("\"nginx:1.25\""));

    assertThat(
            got.shownBy("execute", "get", "deployment/web", "--project", "object.spec.image").out())
        .isEqualTo(
            """
            CLUSTER   NAMESPACE   NAME   VALUE
            a         shop        web    nginx:1.25
            """);
  }
}
