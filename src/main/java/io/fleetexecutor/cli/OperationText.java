package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.RawRequest;
import io.fleetexecutor.v1.ResourceRef;
import java.util.stream.Collectors;

/** An operation in the words of the command line. */
final class OperationText {

  private OperationText() {}

  /** For example "list deployments", "restart deployment/web --dry-run". */
  static String brief(ExecutionSpec spec) {
    return brief(spec.getOperation()) + OptionText.flag("--dry-run", spec.getDryRun());
  }

  /** With its options, for example "list deployments -n kube-system". */
  static String full(ExecutionSpec spec) {
    return brief(spec.getOperation())
        + OperationOptions.of(spec.getOperation())
        + OptionText.flag("--dry-run", spec.getDryRun())
        + spec.getExpectationsList().stream()
            .map(expectation -> OptionText.of("--expect", expectation))
            .collect(Collectors.joining())
        + OptionText.of("--project", spec.getOutputPolicy().getProjection())
        + OptionText.of("--fingerprint", spec.getOutputPolicy().getFingerprintExpression());
  }

  private static String brief(ClusterOperation operation) {
    return switch (operation.getKindCase()) {
      case CHECK_HEALTH -> "health";
      case GET_RESOURCE -> "get " + object(operation.getGetResource().getRef());
      case LIST_RESOURCES -> "list " + operation.getListResources().getKind();
      case APPLY_MANIFESTS ->
          "apply " + ManifestNames.of(operation.getApplyManifests().getManifests());
      case PATCH_RESOURCE -> "patch " + object(operation.getPatchResource().getRef());
      case DELETE_RESOURCE -> "delete " + object(operation.getDeleteResource().getRef());
      case SCALE_WORKLOAD ->
          "scale %s --replicas %d"
              .formatted(
                  object(operation.getScaleWorkload().getRef()),
                  operation.getScaleWorkload().getReplicaCount());
      case RESTART_WORKLOAD -> "restart " + object(operation.getRestartWorkload().getRef());
      case AWAIT_CONDITION -> "await " + object(operation.getAwaitCondition().getRef());
      case RAW_REQUEST -> raw(operation.getRawRequest());
      case KIND_NOT_SET -> "";
    };
  }

  private static String object(ResourceRef ref) {
    return ref.getKind() + "/" + ref.getObjectName();
  }

  private static String raw(RawRequest raw) {
    return "raw " + raw.getMethod() + " " + OptionText.quoted(raw.getPath());
  }
}
