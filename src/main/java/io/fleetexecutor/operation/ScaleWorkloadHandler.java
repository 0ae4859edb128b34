package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.ScaleWorkload;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Sets the number of replicas by the scale subresource. */
final class ScaleWorkloadHandler {

  private ScaleWorkloadHandler() {}

  static Uni<ClusterAnswer> run(OperationContext context, ScaleWorkload scale) {
    return context
        .<ClusterAnswer>with(scale.ref(), target -> scale(context, scale, target))
        .onFailure(KindResolver::isKindGone)
        .transform(gone -> notScalable(scale.ref().kind()));
  }

  private static Uni<ClusterAnswer> scale(
      OperationContext context, ScaleWorkload scale, Target target) {
    String path = target.path() + "/scale";
    String uri =
        path
            + "?"
            + UriParts.parameter("fieldManager", Operation.DEFAULT_FIELD_MANAGER).substring(1);
    return target
        .read(path)
        .chain(before -> context.patch(target, uri, patch(scale), Optional.of(before)))
        .map(change -> ChangeReport.of(context, change))
        .chain(
            report ->
                report.succeededAfter(
                    scale.awaitReady() ? context.awaitReady(target) : Uni.createFrom().voidItem()));
  }

  private static ApiRequest.Content patch(ScaleWorkload scale) {
    ObjectNode patch = JsonNodeFactory.instance.objectNode();
    patch.putObject("spec").put("replicas", scale.replicaCount());
    return ApiRequest.Content.of("application/merge-patch+json", patch.toString());
  }

  private static ClusterFailure notScalable(String kind) {
    return new ClusterFailure(
        ClusterState.FAILED,
        ClusterError.of(
            ErrorCode.INVALID_ARGUMENT,
            "NOT_SCALABLE",
            "\"%s\" cannot be scaled: the kind has no scale subresource".formatted(kind)));
  }
}
