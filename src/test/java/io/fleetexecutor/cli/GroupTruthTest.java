package io.fleetexecutor.cli;

import static io.fleetexecutor.cli.FleetAnswers.NEW;
import static io.fleetexecutor.cli.FleetAnswers.OLD;
import static io.fleetexecutor.cli.FleetAnswers.change;
import static io.fleetexecutor.cli.FleetAnswers.deployment;
import static io.fleetexecutor.cli.FleetAnswers.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.KubernetesObject.Change;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of a group holds for all of it, and its name for no other group. */
class GroupTruthTest {
  private static final String[] WATCH = {"watch", "42", "--group"};

  private final FleetAnswers answers = FleetAnswers.ofGet();

  @Test
  void whatWasDoneIsToldWithItsClustersWhereItIsNotTheSameInAGroup() throws Exception {
    FleetAnswers scaled = FleetAnswers.of(operation -> operation.getScaleWorkloadBuilder());
    scaled.result("a", change(Change.CHANGE_UPDATED, ""));
    scaled.result("c", change(Change.CHANGE_NONE, ""));
    scaled.result("b", change(Change.CHANGE_NONE, ""));
    scaled.group(NEW, "a", "b", "c");

    assertThat(scaled.shownBy(WATCH).out())
        .isEqualTo(
            """
            = 3 clusters   answered the same   a, b, c
                in b, c:
                  deployment.apps/web  ns shop  unchanged
                in a:
                  deployment.apps/web  ns shop  configured
            """);
  }

  @Test
  void onlyThreeThingsThatWereDoneAreToldOfAGroup() throws Exception {
    FleetAnswers applied = FleetAnswers.of(operation -> operation.getApplyManifestsBuilder());
    applied.result("a", change(Change.CHANGE_CREATED, ""));
    applied.result("b", change(Change.CHANGE_UPDATED, ""));
    applied.result("c", change(Change.CHANGE_NONE, ""));
    applied.result("d", change(Change.CHANGE_DELETED, ""));
    applied.group(NEW, "a", "b", "c", "d");

    assertThat(applied.shownBy(WATCH).out())
        .isEqualTo(
            """
            = 4 clusters   answered the same   a, b, c, d
                in a:
                  deployment.apps/web  ns shop  created
                in b:
                  deployment.apps/web  ns shop  configured
                in c:
                  deployment.apps/web  ns shop  unchanged
                … (1 cluster more)
            """);
  }

  @Test
  void namesThatEachClusterMadeUpAreAnExample() throws Exception {
    answers.result("a", pod("web-x7k2p"));
    answers.result("b", pod("web-9m2n7"));
    answers.group(NEW, "a", "b");

    assertThat(answers.shownBy(WATCH).out())
        .isEqualTo(
            """
            = 2 clusters   answered the same   a, b
                for example a:
                  pod/web-x7k2p  ns shop
            """);
  }

  @Test
  void aProjectedValueNamesTheGroupsThatItTellsApart() throws Exception {
    answers.answer(NEW, value("\"nginx:1.25\""), "a", "b").answer(OLD, value("\"\""), "c");

    assertThat(answers.shownBy(WATCH).out())
        .isEqualTo(
            """
            = 2 clusters   nginx:1.25   a, b
            ≠ 1 cluster    \"\"           c
            """);
  }

  @Test
  void aProjectedValueThatAGroupDoesNotShareIsNotItsName() throws Exception {
    answers.spec.getOutputPolicyBuilder().setProjection("object.status.readyReplicas");
    answers.result("a", value("2"));
    answers.result("b", value("0"));
    answers.result("c", value("0"));
    answers.group(NEW, "a", "b", "c");

    assertThat(answers.shownBy(WATCH).out())
        .isEqualTo(
            """
            = 3 clusters   answered the same   a, b, c
                in b, c:
                  deployment.apps/web  ns shop  0
                in a:
                  deployment.apps/web  ns shop  2
            """);
  }

  @Test
  void aValueOfTwoGroupsNamesNeither() throws Exception {
    answers
        .answer(NEW, value("3"), "a", "b")
        .answer(OLD, value("3"), "c")
        .answer("sha256:" + "3".repeat(32), value("4"), "d");

    assertThat(answers.shownBy(WATCH).out())
        .isEqualTo(
            """
            = 2 clusters   answered the same    a, b
                deployment.apps/web  ns shop  3
            ≠ 1 cluster    answered otherwise   c
                deployment.apps/web  ns shop  3
            ≠ 1 cluster    4                    d
            """);
  }

  @Test
  void neitherHashesNorLongValuesAreNames() throws Exception {
    answers.spec.getOutputPolicyBuilder().setFingerprintExpression("object.spec");
    answers
        .answer("1, " + NEW, deployment("x"), "a")
        .answer("y".repeat(49), deployment("y"), "b")
        .answer("z".repeat(48), deployment("z"), "c");

    assertThat(answers.shownBy(WATCH).out())
        .isEqualTo(
            """
            = 1 cluster    answered                                           a
                deployment.apps/web  ns shop
            ≠ 1 cluster    answered otherwise                                 b
                deployment.apps/web  ns shop
            ≠ 1 cluster    zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz   c
            """);
  }

  @Test
  void versionsNameGroupsOfHealth() throws Exception {
    FleetAnswers health = FleetAnswers.of(operation -> operation.getCheckHealthBuilder());
    health
        .answer("v1.33.2", result -> result.getHealthBuilder().setReachable(true), "a", "b")
        .answer("v1.32.0", result -> result.getHealthBuilder().setReachable(true), "c");

    CommandLineRun run = health.shownBy("watch", "42", "--group", "--diff");

    assertThat(run.out())
        .isEqualTo(
            """
            = 2 clusters   v1.33.2   a, b
            ≠ 1 cluster    v1.32.0   c
            """);
    assertThat(run.err()).doesNotContain("--diff");
  }

  @Test
  void clustersWithoutAnAnswerToCompareAreBesideThoseWithOne() throws Exception {
    answers.answer(NEW, deployment("nginx:1.25"), "c");
    Stream.of("b", "a").forEach(cluster -> answers.result(Events.succeeded(cluster)));

    assertThat(answers.shownBy(WATCH).out())
        .isEqualTo(
            """
            = 1 cluster    answered             c
                deployment.apps/web  ns shop
            · 2 clusters   nothing to compare   a, b
            """);
  }

  private static Consumer<ClusterResult.Builder> pod(String name) {
    return result ->
        result
            .getObjectsBuilder()
            .addObjectsBuilder()
            .getRefBuilder()
            .setApiVersion("v1")
            .setKind("Pod")
            .setNamespace("shop")
            .setObjectName(name);
  }
}
