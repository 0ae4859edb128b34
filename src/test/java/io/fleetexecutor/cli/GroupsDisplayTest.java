package io.fleetexecutor.cli;

import static io.fleetexecutor.cli.Events.succeeded;
import static io.fleetexecutor.cli.FleetAnswers.NEW;
import static io.fleetexecutor.cli.FleetAnswers.OLD;
import static io.fleetexecutor.cli.FleetAnswers.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult.State;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupsDisplayTest {
  private final FleetAnswers answers = FleetAnswers.ofGet();

  @Test
  void clustersThatAnsweredTheSameAreOneLineAndTheirAnswer() throws Exception {
    answers.answer(NEW, deployment("nginx:1.25"), "a", "b");

    assertThat(run("--group").out())
        .isEqualTo(
            """
            = 2 clusters   answered the same   a, b
                deployment.apps/web  ns shop
            """);
  }

  @Test
  void theDifferenceFromTheLargestGroupIsShownOnRequest() throws Exception {
    answers.answer(NEW, deployment("nginx:1.25"), "a", "b");
    answers.answer(OLD, deployment("nginx:1.24"), "c");

    CommandLineRun run = run("--group", "--diff");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
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
            """);
    assertThat(run.err()).doesNotContain("--diff");
  }

  @Test
  void whereADiffWouldTellMoreItIsSaidHowToGetIt() throws Exception {
    answers.answer(NEW, deployment("nginx:1.25"), "a", "b");
    answers.answer(OLD, deployment("nginx:1.24"), "c");

    assertThat(run("--group").err())
        .contains("See what differs with: fleet show executions/42 --diff\n");
  }

  @Test
  void aShortValueThatAnswersAreComparedByNamesItsGroup() throws Exception {
    answers.answer("nginx:1.25", deployment("nginx:1.25"), "a", "b");
    answers.answer("nginx:1.24", deployment("nginx:1.24"), "c");

    assertThat(run("--group", "--fingerprint", "object.spec.image").out())
        .isEqualTo(
            """
            = 2 clusters   nginx:1.25   a, b
            ≠ 1 cluster    nginx:1.24   c
            """);
  }

  @Test
  void failuresAreGroupedByStateAndMessage() throws Exception {
    answers.answer(NEW, deployment("nginx:1.25"), "a");
    answers.fails(State.STATE_DENIED, "deployments.apps is forbidden", "b", "c");
    answers.fails(State.STATE_UNREACHABLE, "connection refused: <address>", "d");

    CommandLineRun run = run("--group");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .isEqualTo(
            """
            = 1 cluster    answered      a
                deployment.apps/web  ns shop
            ✗ 2 clusters   DENIED        b, c
                deployments.apps is forbidden
            ✗ 1 cluster    UNREACHABLE   d
                connection refused: <address>
            """);
  }

  @Test
  void whereNoneSucceededThereAreOnlyFailures() throws Exception {
    answers.fails(State.STATE_TIMED_OUT, "attempt timeout of 5s passed", "a", "b");

    assertThat(run("--group").out())
        .isEqualTo(
            """
            ✗ 2 clusters   TIMED_OUT   a, b
                attempt timeout of 5s passed
            """);
  }

  @Test
  void clustersWithoutAFingerprintAreTold() throws Exception {
    answers.result(succeeded("a"));

    assertThat(run("--group").out()).isEqualTo("· 1 cluster    nothing to compare   a\n");
  }

  @Test
  void changesWhoseOutcomeIsUnknownAreToldBesideTheGroups() throws Exception {
    answers.result(Events.failed("a", State.STATE_INTERRUPTED, "gone").setOutcomeUnknown(true));

    assertThat(run("--group").err())
        .contains("! it may or may not have been done in 1 cluster: a\n");
  }

  @Test
  void jsonIsEventsWhateverTheGrouping() throws Exception {
    answers.answer(NEW, deployment("nginx:1.25"), "a");

    assertThat(run("--group", "--diff", "-o", "json").out().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("{"));
  }

  private CommandLineRun run(String... options) throws Exception {
    return answers.shownBy(
        Stream.concat(
                Stream.of("execute", "get", "deployment/web", "-n", "shop"), Stream.of(options))
            .toArray(String[]::new));
  }
}
