package io.fleetexecutor.cli;

import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.ExecutionSummary;
import io.fleetexecutor.v1.FailureGroup;
import io.fleetexecutor.v1.KubernetesObject.Change;
import io.fleetexecutor.v1.ListClusterResultsResponse;
import io.fleetexecutor.v1.ResourceRef;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What the clusters of one execution answered, and the groups that a service makes of it. */
final class FleetAnswers {
  /** Fingerprints that are hashes. */
  static final String NEW = "sha256:" + "1".repeat(32);

  static final String OLD = "sha256:" + "2".repeat(32);

  static final ResourceRef WEB =
      ResourceRef.newBuilder()
          .setApiVersion("apps/v1")
          .setKind("Deployment")
          .setNamespace("shop")
          .setObjectName("web")
          .build();

  final ExecutionSpec.Builder spec = ExecutionSpec.newBuilder();
  final ExecutionSummary.Builder summary = ExecutionSummary.newBuilder();
  private final List<ClusterResult> results = new ArrayList<>();

  static FleetAnswers of(Consumer<ClusterOperation.Builder> operation) {
    FleetAnswers answers = new FleetAnswers();
    operation.accept(answers.spec.getOperationBuilder());
    return answers;
  }

  static FleetAnswers ofGet() {
    return of(operation -> operation.getGetResourceBuilder().setRef(WEB));
  }

  /** A result alone, which is in no group of answers. */
  FleetAnswers result(ClusterResult.Builder result) {
    results.add(result.build());
    var counts = summary.getClusterCountsBuilder();
    counts.setTotalCount(results.size()).setCompletedCount(results.size());
    if (result.getState() == ClusterResult.State.STATE_SUCCEEDED) {
      counts.setSucceededCount(counts.getSucceededCount() + 1);
    }
    return this;
  }

  /** An answer of one cluster, which is in a group that is given alone. */
  FleetAnswers result(String cluster, Consumer<ClusterResult.Builder> output) {
    ClusterResult.Builder result = Events.succeeded(cluster).setFingerprint(NEW);
    output.accept(result);
    return result(result);
  }

  /** One group of answers that are the same. */
  FleetAnswers answer(
      String fingerprint, Consumer<ClusterResult.Builder> output, String... clusters) {
    for (String cluster : clusters) {
      ClusterResult.Builder result = Events.succeeded(cluster).setFingerprint(fingerprint);
      output.accept(result);
      result(result);
    }
    return group(fingerprint, clusters);
  }

  /** A group alone, of which the results are given one by one. */
  FleetAnswers group(String fingerprint, String... clusters) {
    summary
        .addAnswerGroups(
            AnswerGroup.newBuilder()
                .setFingerprint(fingerprint)
                .setClusterCount(clusters.length)
                .addAllClusters(names(clusters)))
        .setAnswerGroupCount(summary.getAnswerGroupsCount());
    return this;
  }

  /** One group of clusters that failed alike. */
  FleetAnswers fails(ClusterResult.State state, String message, String... clusters) {
    FailureGroup.Builder group =
        FailureGroup.newBuilder()
            .setState(state)
            .setClusterCount(clusters.length)
            .addAllClusters(names(clusters));
    group.getErrorBuilder().setMessage(message);
    for (String cluster : clusters) {
      result(Events.failed(cluster, state, message));
    }
    summary.addFailureGroups(group).setFailureGroupCount(summary.getFailureGroupsCount());
    return this;
  }

  ExecuteResponse[] events() {
    ExecuteResponse.Builder accepted = Events.accepted(clusters()).toBuilder();
    accepted.getEventBuilder().getExecutionAcceptedBuilder().getExecutionBuilder().setSpec(spec);
    ExecuteResponse.Builder ended =
        Events.ended(execution().getState(), summary.getClusterCountsBuilder()).toBuilder();
    ended.getEventBuilder().getExecutionFinishedBuilder().setExecution(execution());
    return Stream.of(
            Stream.of(accepted.build()),
            results.stream().map(result -> Events.finished(result.toBuilder())),
            Stream.of(ended.build()))
        .flatMap(events -> events)
        .toArray(ExecuteResponse[]::new);
  }

  /** As it is once it is over. */
  Execution execution() {
    boolean succeeded = results.stream().noneMatch(ClusterResult::hasError);
    return Execution.newBuilder()
        .setName("executions/42")
        .setSpec(spec)
        .setPlan(Events.plan(clusters()))
        .setState(
            succeeded
                ? Execution.State.STATE_SUCCEEDED
                : Execution.State.STATE_COMPLETED_WITH_FAILURES)
        .setSummary(summary)
        .build();
  }

  /** The service has it, and streams it to whoever starts it. */
  ScriptedService at(ScriptedService service) {
    service.execution = execution();
    service.resultPages =
        List.of(ListClusterResultsResponse.newBuilder().addAllClusterResults(results).build());
    return service.streams(events());
  }

  /** Runs a command against a service that has it. */
  CommandLineRun shownBy(String... args) throws Exception {
    return shownOn(Terminal.NONE, args);
  }

  CommandLineRun shownOn(Terminal terminal, String... args) throws Exception {
    try (ScriptedService service = at(new ScriptedService())) {
      service.thenWatched(WatchScript.completes(events()));
      return CommandLineRun.of(
          terminal, InstantSource.fixed(Instant.EPOCH), CommandLineRun.withServer(service, args));
    }
  }

  private String[] clusters() {
    return results.stream()
        .map(ClusterResult::getCluster)
        .map(ResourceNames::cluster)
        .toArray(String[]::new);
  }

  private static List<String> names(String... clusters) {
    return Stream.of(clusters).map(name -> "clusters/" + name).toList();
  }

  /** The answer is the deployment with this image. */
  static Consumer<ClusterResult.Builder> deployment(String image) {
    String json =
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop"},\
        "spec":{"image":"%s"}}"""
            .formatted(image);
    return result -> result.getObjectsBuilder().addObjectsBuilder().setRef(WEB).setJson(json);
  }

  /** The answer tells what was done to the deployment. */
  static Consumer<ClusterResult.Builder> change(Change change, String diff) {
    return result -> {
      result.setChanged(change != Change.CHANGE_NONE);
      result.getObjectsBuilder().addObjectsBuilder().setRef(WEB).setChange(change).setDiff(diff);
    };
  }

  /** The answer is this value of the deployment. */
  static Consumer<ClusterResult.Builder> value(String json) {
    return result -> result.getValuesBuilder().addValuesBuilder().setRef(WEB).setJson(json);
  }
}
