package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Operation.PatchResource;
import io.fleetexecutor.model.Operation.PatchType;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Patches one object. */
final class PatchResourceHandler {

  private PatchResourceHandler() {}

  static Uni<ClusterAnswer> run(OperationContext context, PatchResource patch) {
    return context.with(patch.ref(), target -> patch(context, patch, target));
  }

  private static Uni<ClusterAnswer> patch(
      OperationContext context, PatchResource patch, Target target) {
    String uri =
        target.path() + "?" + UriParts.parameter("fieldManager", patch.fieldManager()).substring(1);
    ApiRequest.Content content = ApiRequest.Content.of(mediaType(patch.type()), patch.json());
    context.visibility(target.ref()).requireShown(content);
    return target
        .get()
        .chain(before -> context.patch(target, uri, content, Optional.of(before)))
        .map(change -> ChangeReport.of(context, change).succeeded());
  }

  private static String mediaType(PatchType type) {
    return switch (type) {
      case JSON -> "application/json-patch+json";
      case MERGE -> "application/merge-patch+json";
      case STRATEGIC_MERGE -> "application/strategic-merge-patch+json";
    };
  }
}
