package io.fleetexecutor.cli;

import static io.fleetexecutor.cli.FleetAnswers.NEW;
import static io.fleetexecutor.cli.FleetAnswers.OLD;
import static io.fleetexecutor.cli.FleetAnswers.WEB;
import static io.fleetexecutor.cli.FleetAnswers.change;
import static io.fleetexecutor.cli.FleetAnswers.deployment;
import static io.fleetexecutor.cli.FleetAnswers.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.KubernetesObject.Change;
import io.fleetexecutor.v1.ResourceTable;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How a group differs from the largest one, whatever the form of the answers. */
class GroupDiffTest {
  private static final String[] DIFF = {"watch", "42", "--diff"};

  private final FleetAnswers answers = FleetAnswers.ofGet();

  @Test
  void rowsOfTablesDifferInTheirCellsButNotInAges() throws Exception {
    answers
        .answer(NEW, row("2/2", "1 (7m ago)", "5d"), "a", "b")
        .answer(OLD, row("1/2", "1 (2m3s ago)", "3h"), "c");

    assertThat(answers.shownBy(DIFF).out())
        .isEqualTo(
            """
            = 2 clusters   answered the same    a, b
                deployment.apps/web  ns shop
            ≠ 1 cluster    answered otherwise   c
                --- a: Deployment shop/web
                +++ c: Deployment shop/web
                @@ -2,5 +2,5 @@
                 metadata:
                   name: web
                   namespace: shop
                -READY: 2/2
                +READY: 1/2
                 RESTARTS: "1"
            """);
  }

  @Test
  void valuesThatAreNoNamesOfGroupsDiffer() throws Exception {
    answers.spec.getOutputPolicyBuilder().setProjection("object.spec");
    String same = "x".repeat(50);
    answers
        .answer(NEW, value("{\"a\":\"%s\",\"b\":1}".formatted(same)), "a", "b")
        .answer(OLD, value("{\"a\":\"%s\",\"b\":2}".formatted(same)), "c");

    assertThat(answers.shownBy(DIFF).out())
        .endsWith(
            """
            ≠ 1 cluster    answered otherwise   c
                --- a: Deployment shop/web
                +++ c: Deployment shop/web
                @@ -4,4 +4,4 @@
                   namespace: shop
                 value:
                   a: %s
                -  b: 1
                +  b: 2
            """
                .formatted(same));
  }

  @Test
  void aValueThatNamesItsGroupIsAllThatDiffers() throws Exception {
    answers.spec.getOutputPolicyBuilder().setProjection("object.spec.image");
    answers.answer(NEW, value("\"a:1\""), "a", "b").answer(OLD, value("\"a:2\""), "c");

    assertThat(answers.shownBy(DIFF).out())
        .isEqualTo(
            """
            = 2 clusters   a:1   a, b
            ≠ 1 cluster    a:2   c
            """);
  }

  @Test
  void groupsThatAreNamedByWhatTheyAreComparedByDifferInTheirObjects() throws Exception {
    answers.spec.getOutputPolicyBuilder().setFingerprintExpression("object.spec.image");
    answers.answer("a:1", deployment("a:1"), "a", "b").answer("a:2", deployment("a:2"), "c");

    assertThat(answers.shownBy(DIFF).out())
        .isEqualTo(
            """
            = 2 clusters   a:1   a, b
            ≠ 1 cluster    a:2   c
                --- a: Deployment shop/web
                +++ c: Deployment shop/web
                @@ -4,4 +4,4 @@
                   name: web
                   namespace: shop
                 spec:
                -  image: a:1
                +  image: a:2
            """);
  }

  @Test
  void textOfRawAnswersDiffersByLines() throws Exception {
    FleetAnswers raw = FleetAnswers.of(operation -> operation.getRawRequestBuilder());
    raw.answer(NEW, body("up 1\ndown 0\n"), "a", "b").answer(OLD, body("up 1\ndown 7\n"), "c");

    assertThat(raw.shownBy(DIFF).out())
        .isEqualTo(
            """
            = 2 clusters   answered the same    a, b
                HTTP 200
                up 1
                down 0
            ≠ 1 cluster    answered otherwise   c
                --- a
                +++ c
                @@ -1,3 +1,3 @@
                 body: |
                   up 1
                -  down 0
                +  down 7
            """);
  }

  @Test
  void whatIsNoTextHasNoDiff() throws Exception {
    FleetAnswers raw = FleetAnswers.of(operation -> operation.getRawRequestBuilder());
    raw.answer(NEW, body("x"), "a").answer(OLD, bytes(ByteString.fromHex("ff00")), "b");

    assertThat(raw.shownBy(DIFF).out())
        .endsWith("    (no diff: the answers are names alone, or no text)\n");
  }

  @Test
  void objectsThatDifferOnlyInWhatDiffsLeaveOutAreSaidToBeSo() throws Exception {
    answers.answer("1", deployment("x"), "a").answer("2", deployment("x"), "b");

    assertThat(answers.shownBy(DIFF).out())
        .endsWith("    (no diff: they differ only in what is left out of diffs, such as status)\n");
  }

  @Test
  void thereIsNoDiffWithAnAnswerThatWasNotRead() throws Exception {
    answers.group(NEW, "a", "b").answer(OLD, deployment("x"), "c");

    assertThat(answers.shownBy(DIFF).out())
        .isEqualTo(
            """
            = 2 clusters   answered the same    a, b
                (its answers are not at hand)
            ≠ 1 cluster    answered otherwise   c
                (no diff: the answers to compare are not at hand)
            """);
  }

  @Test
  void whatADryRunWouldChangeIsNotComparedOnceMore() throws Exception {
    FleetAnswers dryRun = FleetAnswers.of(operation -> operation.getApplyManifestsBuilder());
    dryRun.spec.setDryRun(true);
    dryRun
        .answer(NEW, change(Change.CHANGE_UPDATED, "@@ -1 +1 @@\n-a\n+b\n"), "a", "b")
        .answer(OLD, change(Change.CHANGE_NONE, ""), "c");

    CommandLineRun run = dryRun.shownBy(DIFF);

    assertThat(run.out())
        .isEqualTo(
            """
            = 2 clusters   answered the same    a, b
                deployment.apps/web  ns shop  configured (dry run)
                  @@ -1 +1 @@
                  -a
                  +b
            ≠ 1 cluster    answered otherwise   c
                deployment.apps/web  ns shop  unchanged (dry run)
            """);
    assertThat(dryRun.shownBy("watch", "42", "--group")).isEqualTo(run);
  }

  @Test
  void changesThatDifferInWhatWasDoneNeedNoDiff() throws Exception {
    FleetAnswers deleted = FleetAnswers.of(operation -> operation.getDeleteResourceBuilder());
    deleted
        .answer("deleted", change(Change.CHANGE_DELETED, ""), "a")
        .answer("missing", change(Change.CHANGE_NONE, ""), "b");

    assertThat(deleted.shownBy("watch", "42", "--group").err()).doesNotContain("--diff");
  }

  private static Consumer<ClusterResult.Builder> row(String ready, String restarts, String age) {
    ResourceTable.Builder table = Events.table(List.of("Name", "Restarts", "Ready", "Age"));
    table.addRowsBuilder().addAllCells(List.of("web", restarts, ready, age)).setRef(WEB);
    return result -> result.setTable(table);
  }

  private static Consumer<ClusterResult.Builder> body(String text) {
    return bytes(ByteString.copyFromUtf8(text));
  }

  private static Consumer<ClusterResult.Builder> bytes(ByteString body) {
    return result -> result.getRawResponseBuilder().setStatusCode(200).setBody(body);
  }
}
