package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.RestartWorkload;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** Replaces pods by an annotation of their template, the one that kubectl uses. */
final class RestartWorkloadHandler {
  private static final String ANNOTATION = "kubectl.kubernetes.io/restartedAt";

  /** Kinds with a pod template whose change replaces no pod. */
  private static final Set<String> NOT_RESTARTED =
      Set.of("ReplicaSet", "ReplicationController", "Job", "CronJob");

  private final InstantSource clock;

  RestartWorkloadHandler(InstantSource clock) {
    this.clock = clock;
  }

  Uni<ClusterAnswer> run(OperationContext context, RestartWorkload restart) {
    return context.with(restart.ref(), target -> restart(context, restart, target));
  }

  private Uni<ClusterAnswer> restart(
      OperationContext context, RestartWorkload restart, Target target) {
    String uri =
        target.path()
            + "?"
            + UriParts.parameter("fieldManager", Operation.DEFAULT_FIELD_MANAGER).substring(1);
    return target
        .get()
        .invoke(workload -> check(target, workload))
        .chain(before -> context.patch(target, uri, patch(), Optional.of(before)))
        .map(change -> ChangeReport.of(context, change))
        .chain(
            report ->
                report.succeededAfter(
                    restart.awaitReady()
                        ? context.awaitReady(target)
                        : Uni.createFrom().voidItem()));
  }

  private static void check(Target target, JsonNode workload) {
    if (NOT_RESTARTED.contains(target.resource().kind())
        || !workload.path("spec").path("template").isObject()) {
      throw refusal("NOT_RESTARTABLE", target + " cannot be restarted: its kind replaces no pods");
    }
    if (workload.path("spec").path("paused").asBoolean(false)) {
      throw refusal("PAUSED", target + " is paused: resume its rollout first");
    }
  }

  private static ClusterFailure refusal(String reason, String message) {
    return new ClusterFailure(
        ClusterState.FAILED, ClusterError.of(ErrorCode.FAILED_PRECONDITION, reason, message));
  }

  private ApiRequest.Content patch() {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch
        .putObject("spec")
        .putObject("template")
        .putObject("metadata")
        .putObject("annotations")
        .put(ANNOTATION, clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    return ApiRequest.Content.of("application/merge-patch+json", patch.toString());
  }
}
