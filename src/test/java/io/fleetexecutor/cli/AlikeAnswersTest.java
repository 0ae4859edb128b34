package io.fleetexecutor.cli;

import static io.fleetexecutor.cli.FleetAnswers.NEW;
import static io.fleetexecutor.cli.FleetAnswers.change;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.KubernetesObject.Change;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clusters of a group have in common is told once, and nothing else is. */
class AlikeAnswersTest {
  private static final String[] WATCH = {"watch", "42", "--group"};

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theSameChangeOnOtherLinesIsToldOnce(boolean colors) throws Exception {
    FleetAnswers dryRun = FleetAnswers.of(operation -> operation.getApplyManifestsBuilder());
    dryRun.spec.setDryRun(true);
    dryRun.result("a", change(Change.CHANGE_UPDATED, "@@ -4,1 +4,1 @@\n-x\n+y\n"));
    dryRun.result("b", change(Change.CHANGE_UPDATED, "@@ -9,1 +9,1 @@\n-x\n+y\n"));
    dryRun.group(NEW, "a", "b");

    assertThat(plain(dryRun.shownOn(new Terminal(true, colors, 80, true), WATCH).out()))
        .isEqualTo(
            """
            = 2 clusters   answered the same   a, b
                deployment.apps/web  ns shop  configured (dry run)
                  @@ -4,1 +4,1 @@
                  -x
                  +y
            """);
  }

  @Test
  void valuesThatLookLikeLineNumbersOfADiffAreTold() throws Exception {
    FleetAnswers answers = FleetAnswers.ofGet();
    answers.spec.getOutputPolicyBuilder().setProjection("object.data.diff");
    answers.result("a", text("\"@@ -1 +1 @@\""));
    answers.result("b", text("\"@@ -2 +2 @@\""));
    answers.group(NEW, "a", "b");

    assertThat(answers.shownBy(WATCH).out())
        .isEqualTo(
            """
            = 2 clusters   answered the same   a, b
                in a:
                  @@ -1 +1 @@
                in b:
                  @@ -2 +2 @@
            """);
  }

  /** Without colours. */
  private static String plain(String screen) {
    return screen.replaceAll("\u001b\\[[0-9;]*m", "");
  }

  /** A value that is of no object. */
  private static Consumer<ClusterResult.Builder> text(String json) {
    return result -> result.getValuesBuilder().addValuesBuilder().setJson(json);
  }
}
