package io.fleetexecutor.cli;

import static io.fleetexecutor.cli.FleetAnswers.NEW;
import static io.fleetexecutor.cli.FleetAnswers.OLD;
import static io.fleetexecutor.cli.FleetAnswers.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.fleetexecutor.v1.ClusterResult.State;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** Groups on screens of different widths, with colours and without, and what is told beside. */
class GroupScreenTest {
  private final FleetAnswers answers = FleetAnswers.ofGet();

  @Test
  void aPipeGetsAsManyNamesAsFitIntoEightyColumns() throws Exception {
    answers.answer(NEW, deployment("x"), clusters(12));

    assertThat(groupLines(Terminal.NONE))
        .containsExactly(
            "= 12 clusters   answered the same   production-eu-0, … (11 more)",
            "    deployment.apps/web  ns shop");
  }

  @Test
  void aWideTerminalGetsMoreNames() throws Exception {
    answers.answer(NEW, deployment("x"), clusters(12));

    assertThat(groupLines(new Terminal(true, false, 120, true)).getFirst())
        .isEqualTo(
            "= 12 clusters   answered the same   production-eu-0, production-eu-1, production-eu-2,"
                + " production-eu-3, … (8 more)");
  }

  @Test
  void aNarrowTerminalGetsOneName() throws Exception {
    answers.answer(NEW, deployment("x"), clusters(12));

    assertThat(groupLines(new Terminal(true, false, 20, true)).getFirst())
        .isEqualTo("= 12 clusters   answered the same   production-eu-0, … (11 more)");
  }

  @Test
  void whatIsPipedIsAsWideWhateverTheTerminalOfTheProgress() throws Exception {
    answers.answer(NEW, deployment("x"), clusters(12));

    assertThat(groupLines(new Terminal(true, true, 200, false)))
        .isEqualTo(groupLines(Terminal.NONE));
  }

  @Test
  void signsAndDiffsAreColouredOnATerminalThatMayBe() throws Exception {
    answers.answer(NEW, deployment("a:1"), "a").answer(OLD, deployment("a:2"), "b");
    answers.fails(State.STATE_DENIED, "forbidden", "c");

    assertThat(groupLines(new Terminal(true, true, 80, true)))
        .containsExactly(
            bold("green", "=") + " 1 cluster    answered             a",
            "    deployment.apps/web  ns shop",
            bold("yellow", "≠") + " 1 cluster    answered otherwise   b",
            "    \u001b[31m--- a: Deployment shop/web\u001b[39m",
            "    \u001b[32m+++ b: Deployment shop/web\u001b[39m",
            "    \u001b[36m@@ -4,4 +4,4 @@\u001b[39m",
            "       name: web",
            "       namespace: shop",
            "     spec:",
            "    \u001b[31m-  image: a:1\u001b[39m",
            "    \u001b[32m+  image: a:2\u001b[39m",
            bold("red", "✗") + " 1 cluster    DENIED               c",
            "    forbidden");
  }

  @Test
  void nothingIsColouredWhereColoursAreNotWanted() throws Exception {
    answers.answer(NEW, deployment("a:1"), "a").answer(OLD, deployment("a:2"), "b");

    assertThat(groupLines(new Terminal(true, false, 80, true)))
        .hasSizeGreaterThan(3)
        .noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void whatClustersSayDoesNotSteerTheTerminal() throws Exception {
    answers.fails(State.STATE_FAILED, "no\n\u001b[2Jaccess", "a\u202eb");

    assertThat(groupLines(Terminal.NONE))
        .containsExactly("✗ 1 cluster    FAILED   a\\u202eb", "    no\\n\\u001b[2Jaccess");
  }

  @Test
  void aFailureWithoutAMessageIsToldByItsReason() throws Exception {
    answers.fails(State.STATE_FAILED, "", "a");
    answers.summary.getFailureGroupsBuilder(0).getErrorBuilder().setReason("EVICTED");

    assertThat(groupLines(Terminal.NONE))
        .containsExactly("✗ 1 cluster    FAILED   a", "    EVICTED");
  }

  @Test
  void groupsThatAreNotListedAreCounted() throws Exception {
    answers.answer(NEW, deployment("x"), "a").fails(State.STATE_FAILED, "no", "b");
    answers.summary.setAnswerGroupCount(2).setFailureGroupCount(4);

    assertThat(answers.shownBy("watch", "42", "--group").err())
        .startsWith("… and 1 smaller group of answers\n… and 3 smaller groups of failures\n");
  }

  @Test
  void aLongLineOfAnAnswerIsCut() throws Exception {
    FleetAnswers raw = FleetAnswers.of(operation -> operation.getRawRequestBuilder());
    raw.answer(
        NEW,
        result ->
            result
                .getRawResponseBuilder()
                .setStatusCode(200)
                .setBody(ByteString.copyFromUtf8("y".repeat(407))),
        "a");

    assertThat(raw.shownBy("watch", "42", "--group").out())
        .endsWith("\n    " + "y".repeat(400) + "… (7 more characters)\n");
  }

  @Test
  void whatMustBeKnownBesidesIsToldOnStandardError() throws Exception {
    FleetAnswers listed = FleetAnswers.of(operation -> operation.getListResourcesBuilder());
    listed.answer(
        NEW, deployment("x").andThen(result -> result.setOutputTruncated(true)), "b", "a");

    assertThat(listed.shownBy("watch", "42", "--group").err())
        .startsWith(
            "! output truncated in 2 clusters: a, b; only what is left of it was compared; see"
                + " --limit and --max-output-bytes\n");
  }

  @Test
  void clustersThatWereChangedAllTheSameAreTold() throws Exception {
    FleetAnswers scaled = FleetAnswers.of(operation -> operation.getScaleWorkloadBuilder());
    scaled
        .result(Events.failed("b", State.STATE_TIMED_OUT, "slow").setChanged(true))
        .result(Events.failed("a", State.STATE_TIMED_OUT, "slow").setChanged(true))
        .result(Events.failed("c", State.STATE_TIMED_OUT, "slow").setOutcomeUnknown(true))
        .result(Events.failed("d", State.STATE_TIMED_OUT, "slow"));

    assertThat(scaled.shownBy("watch", "42", "--group").err())
        .startsWith(
            """
            ! it may or may not have been done in 1 cluster: c
            ! not succeeded, but changed all the same: 2 clusters: a, b
            """);
    scaled.spec.setDryRun(true);
    assertThat(scaled.shownBy("watch", "42", "--group").err()).doesNotContain("all the same");
  }

  private List<String> groupLines(Terminal terminal) throws Exception {
    return answers
        .shownOn(terminal, "execute", "get", "deployment/web", "--diff", "--no-progress")
        .out()
        .lines()
        .toList();
  }

  private static String bold(String color, String sign) {
    return Ansi.ON.string("@|bold,%s %s|@".formatted(color, sign));
  }

  private static String[] clusters(int count) {
    return IntStream.range(0, count).mapToObj(i -> "production-eu-" + i).toArray(String[]::new);
  }
}
