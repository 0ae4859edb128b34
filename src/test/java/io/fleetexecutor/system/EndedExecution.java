package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSummary;
import io.fleetexecutor.v1.KubernetesObject;
import io.fleetexecutor.v1.KubernetesObject.Change;
import java.util.List;
import java.util.Objects;

/** An execution that ran to its end, whose summary is what its results add up to. */
record EndedExecution(Execution execution, ExecutionStream stream) {

  static EndedExecution of(ServiceProcess service, Requests requests) {
    return of(ExecutionStream.start(service.channel(), requests.build()));
  }

  static EndedExecution of(ExecutionStream stream) {
    var ended = new EndedExecution(stream.awaitFinished(), stream);
    assertThat(ended.summary().toBuilder().clearWallDuration().clearBudgetOverrun().build())
        .isEqualTo(new Recount(stream.resultsInOrder()).summary());
    assertThat(ended.summary().hasBudgetOverrun())
        .isEqualTo(ended.execution().getState() == Execution.State.STATE_FAILED);
    return ended;
  }

  /** One that must have succeeded in every cluster. */
  static EndedExecution succeeded(ServiceProcess service, Requests requests) {
    EndedExecution ended = of(service, requests);
    assertThat(ended.results())
        .allSatisfy(
            result ->
                assertThat(result.getState())
                    .as("%s", result.getError())
                    .isEqualTo(State.STATE_SUCCEEDED));
    return ended;
  }

  /** One that must have failed in every cluster for the same reason. */
  static EndedExecution failed(ServiceProcess service, Requests requests, String reason) {
    EndedExecution ended = of(service, requests);
    assertThat(ended.results())
        .allSatisfy(
            result -> {
              assertThat(result.getState()).isEqualTo(State.STATE_FAILED);
              assertThat(result.getError().getReason()).isEqualTo(reason);
            });
    return ended;
  }

  ExecutionSummary summary() {
    return execution.getSummary();
  }

  List<ClusterResult> results() {
    return stream.resultsInOrder();
  }

  ClusterResult result(String cluster) {
    return stream.result(cluster);
  }

  static List<String> kinds(ClusterResult result) {
    return result.getObjects().getObjectsList().stream()
        .map(object -> object.getRef().getKind())
        .toList();
  }

  static List<Change> changes(ClusterResult result) {
    return result.getObjects().getObjectsList().stream().map(KubernetesObject::getChange).toList();
  }

  /** What a dry run says would change in the object of this kind. */
  static String diff(ClusterResult result, String kind) {
    return Objects.requireNonNull(
        result.getObjects().getObjectsList().stream()
            .filter(object -> object.getRef().getKind().equals(kind))
            .map(KubernetesObject::getDiff)
            .findFirst()
            .orElse(null),
        kind);
  }
}
