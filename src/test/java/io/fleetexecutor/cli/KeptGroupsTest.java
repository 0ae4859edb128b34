package io.fleetexecutor.cli;

import static io.fleetexecutor.cli.FleetAnswers.NEW;
import static io.fleetexecutor.cli.FleetAnswers.OLD;
import static io.fleetexecutor.cli.FleetAnswers.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of an execution that the service keeps, by each command that shows one. */
class KeptGroupsTest {
  private static final String GROUPS =
      """
      = 2 clusters   answered the same    a, b
          deployment.apps/web  ns shop
      ≠ 1 cluster    answered otherwise   c
          --- a: Deployment shop/web
          +++ c: Deployment shop/web
          @@ -4,4 +4,4 @@
             name: web
             namespace: shop
           spec:
          -  image: nginx:1.25
          +  image: nginx:1.24
      ✗ 1 cluster    DENIED               d
          forbidden
      """;

  private final FleetAnswers answers = FleetAnswers.ofGet();

  @BeforeEach
  void answer() {
    answers
        .answer(NEW, deployment("nginx:1.25"), "a", "b")
        .answer(OLD, deployment("nginx:1.24"), "c")
        .fails(State.STATE_DENIED, "forbidden", "d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "execute get deployment/web --group --diff",
        "execute get deployment/web --diff -o wide",
        "watch 42 --group --diff",
        "watch 42 --diff",
        "retry 42 --group --diff"
      })
  void theDifferenceIsTheSameOnceItRanAsWhenItRuns(String arguments) throws Exception {
    CommandLineRun run = answers.shownBy(arguments.split(" "));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEqualTo(GROUPS);
    assertThat(run.err()).endsWith("executions/42  COMPLETED_WITH_FAILURES\n");
  }

  @Test
  void showTellsOfTheExecutionAndThenOfItsGroups() throws Exception {
    CommandLineRun run = answers.shownBy("show", "42", "--group", "--diff");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            name:         executions/42
            state:        COMPLETED_WITH_FAILURES
            operation:    get Deployment/web -n shop --api-version apps/v1
            selector:     all clusters
            summary:      4 clusters: 3 succeeded

            """
                + GROUPS);
  }

  @Test
  void showWithoutADiffTellsWhatIsAlikeAndHowToSeeTheRest() throws Exception {
    CommandLineRun run = answers.shownBy("show", "42", "--group");

    assertThat(run.out())
        .endsWith(
            """

            = 2 clusters   answered the same    a, b
                deployment.apps/web  ns shop
            ≠ 1 cluster    answered otherwise   c
                deployment.apps/web  ns shop
            ✗ 1 cluster    DENIED               d
                forbidden
            """);
    assertThat(run.err()).isEqualTo("See what differs with: fleet show executions/42 --diff\n");
  }

  @Test
  void theGroupsOfPlainShowAreInOutline() throws Exception {
    assertThat(answers.shownBy("show", "42").out())
        .contains(
            """
            answers:      = 2 clusters   answered the same    a, b
                          ≠ 1 cluster    answered otherwise   c
            failures:     ✗ 1 cluster    DENIED   d
                              forbidden

            CLUSTER   STATE       DURATION   MESSAGE
            """);
  }

  @Test
  void groupsWhoseNamesAreNotKeptAreToldWithoutThem() throws Exception {
    answers.fails(State.STATE_DENIED, "", "e");
    answers.summary.getAnswerGroupsBuilderList().forEach(group -> group.clearClusters());
    answers.summary.getFailureGroupsBuilderList().forEach(group -> group.clearClusters());

    assertThat(answers.shownBy("show", "42").out())
        .contains(
            """
            answers:      = 2 clusters   answered the same
                          ≠ 1 cluster    answered otherwise
            failures:     ✗ 1 cluster    DENIED
                              forbidden
                          ✗ 1 cluster    DENIED

            """);
  }

  @Test
  void aFilterIsOfResultsAndDoesNotGoWithGroups() throws Exception {
    CommandLineRun run = answers.shownBy("show", "42", "--diff", "--filter", "state = FAILED");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .isEqualTo(
            """
            error: --filter is for single results; groups are of all clusters, so that --group and\
             --diff do not go with it
            See: fleet show --help
            """);
  }

  @Test
  void namesAndJsonOfShowAreNotGrouped() throws Exception {
    assertThat(answers.shownBy("show", "42", "--group", "-o", "name").out())
        .isEqualTo("a\nb\nc\nd\n");
    assertThat(answers.shownBy("show", "42", "--diff", "-o", "json").out())
        .isEqualTo(answers.shownBy("show", "42", "-o", "json").out())
        .hasLineCount(5);
  }
}
