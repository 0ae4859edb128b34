package io.fleetexecutor.cli;

import static io.fleetexecutor.cli.Events.finished;
import static io.fleetexecutor.cli.Events.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.ExecutionSummary;
import io.fleetexecutor.v1.FailureGroup;
import io.fleetexecutor.v1.GetResource;
import io.fleetexecutor.v1.OutputPolicy;
import io.fleetexecutor.v1.ResourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupsDisplayTest {
  private static final String NEW = "sha256:" + "1".repeat(32);
  private static final String OLD = "sha256:" + "2".repeat(32);
  private static final ResourceRef WEB =
      ResourceRef.newBuilder()
          .setApiVersion("apps/v1")
          .setKind("Deployment")
          .setNamespace("shop")
          .setObjectName("web")
          .build();

  private final ExecutionSummary.Builder summary = ExecutionSummary.newBuilder();
  private final List<ExecuteResponse> results = new ArrayList<>();
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
  void clustersThatAnsweredTheSameAreOneLineAndTheirAnswer() {
    answers(NEW, deployment("nginx:1.25"), "a", "b");

    assertThat(run("--group").out())
        .isEqualTo(
            """
            = 2 clusters   answered the same   a, b
                deployment.apps/web  ns shop
            """);
  }

  @Test
  void theDifferenceFromTheLargestGroupIsShownOnRequest() {
    answers(NEW, deployment("nginx:1.25"), "a", "b");
    answers(OLD, deployment("nginx:1.24"), "c");

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
  void whereADiffWouldTellMoreItIsSaidHowToGetIt() {
    answers(NEW, deployment("nginx:1.25"), "a", "b");
    answers(OLD, deployment("nginx:1.24"), "c");

    assertThat(run("--group").err())
        .contains("See what differs with: fleet show executions/42 --diff\n");
  }

  @Test
  void aShortValueThatAnswersAreComparedByNamesItsGroup() {
    answers("nginx:1.25", deployment("nginx:1.25"), "a", "b");
    answers("nginx:1.24", deployment("nginx:1.24"), "c");

    assertThat(run("--group", "--fingerprint", "object.spec.image").out())
        .isEqualTo(
            """
            = 2 clusters   nginx:1.25   a, b
            ≠ 1 cluster    nginx:1.24   c
            """);
  }

  @Test
  void failuresAreGroupedByStateAndMessage() {
    answers(NEW, deployment("nginx:1.25"), "a");
    fails(State.STATE_DENIED, "deployments.apps is forbidden", "b", "c");
    fails(State.STATE_UNREACHABLE, "connection refused: <address>", "d");

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
  void whereNoneSucceededThereAreOnlyFailures() {
    fails(State.STATE_TIMED_OUT, "attempt timeout of 5s passed", "a", "b");

    assertThat(run("--group").out())
        .isEqualTo(
            """
            ✗ 2 clusters   TIMED_OUT   a, b
                attempt timeout of 5s passed
            """);
  }

  @Test
  void clustersWithoutAFingerprintAreTold() {
    results.add(finished(succeeded("a")));
    summary.getClusterCountsBuilder().setSucceededCount(1);

    assertThat(run("--group").out()).isEqualTo("· 1 cluster    nothing to compare   a\n");
  }

  @Test
  void changesWhoseOutcomeIsUnknownAreToldBesideTheGroups() {
    results.add(
        finished(Events.failed("a", State.STATE_INTERRUPTED, "gone").setOutcomeUnknown(true)));
    summary.addFailureGroups(group(State.STATE_INTERRUPTED, "gone", "a"));

    assertThat(run("--group").err())
        .contains("! it may or may not have been done in 1 cluster: a\n");
  }

  @Test
  void jsonIsEventsWhateverTheGrouping() {
    answers(NEW, deployment("nginx:1.25"), "a");

    assertThat(run("--group", "--diff", "-o", "json").out().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("{"));
  }

  private CommandLineRun run(String... options) {
    ExecutionSpec.Builder spec =
        ExecutionSpec.newBuilder()
            .setOperation(
                ClusterOperation.newBuilder().setGetResource(GetResource.newBuilder().setRef(WEB)));
    if (List.of(options).contains("--fingerprint")) {
      spec.setOutputPolicy(OutputPolicy.newBuilder().setFingerprintExpression("object.spec.image"));
    }
    ExecuteResponse.Builder accepted = Events.accepted("a", "b", "c", "d").toBuilder();
    accepted.getEventBuilder().getExecutionAcceptedBuilder().getExecutionBuilder().setSpec(spec);
    ExecuteResponse.Builder ended =
        Events.ended(state(), summary.getClusterCounts().toBuilder()).toBuilder();
    ended
        .getEventBuilder()
        .getExecutionFinishedBuilder()
        .getExecutionBuilder()
        .setSpec(spec)
        .setSummary(summary);
    service.streams(
        Stream.of(Stream.of(accepted.build()), results.stream(), Stream.of(ended.build()))
            .flatMap(events -> events)
            .toArray(ExecuteResponse[]::new));
    return CommandLineRun.against(
        service,
        Stream.concat(
                Stream.of("execute", "get", "deployment/web", "-n", "shop"), Stream.of(options))
            .toArray(String[]::new));
  }

  private Execution.State state() {
    return summary.getFailureGroupsCount() == 0
        ? Execution.State.STATE_SUCCEEDED
        : Execution.State.STATE_COMPLETED_WITH_FAILURES;
  }

  private void answers(String fingerprint, String json, String... clusters) {
    for (String cluster : clusters) {
      ClusterResult.Builder result = succeeded(cluster).setFingerprint(fingerprint);
      result.getObjectsBuilder().addObjectsBuilder().setRef(WEB).setJson(json);
      results.add(finished(result));
    }
    summary
        .addAnswerGroups(
            AnswerGroup.newBuilder()
                .setFingerprint(fingerprint)
                .setClusterCount(clusters.length)
                .addAllClusters(names(clusters)))
        .setAnswerGroupCount(summary.getAnswerGroupsCount());
  }

  private void fails(State state, String message, String... clusters) {
    for (String cluster : clusters) {
      results.add(finished(Events.failed(cluster, state, message)));
    }
    summary.addFailureGroups(group(state, message, clusters));
    summary.setFailureGroupCount(summary.getFailureGroupsCount());
  }

  private static FailureGroup group(State state, String message, String... clusters) {
    FailureGroup.Builder group =
        FailureGroup.newBuilder()
            .setState(state)
            .setClusterCount(clusters.length)
            .addAllClusters(names(clusters));
    group.getErrorBuilder().setMessage(message);
    return group.build();
  }

  private static List<String> names(String... clusters) {
    return Stream.of(clusters).map(name -> "clusters/" + name).toList();
  }

  private static String deployment(String image) {
    return """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop"},\
        "spec":{"image":"%s"}}"""
        .formatted(image);
  }
}
