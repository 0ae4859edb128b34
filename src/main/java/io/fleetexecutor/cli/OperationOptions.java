package io.fleetexecutor.cli;

import com.google.protobuf.ByteString;
import io.fleetexecutor.v1.ApplyManifests;
import io.fleetexecutor.v1.AwaitCondition;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.DeleteResource;
import io.fleetexecutor.v1.ListResources;
import io.fleetexecutor.v1.PatchResource;
import io.fleetexecutor.v1.RawRequest;
import io.fleetexecutor.v1.ResourceRef;

/** The options of an operation that its brief text leaves out. */
final class OperationOptions {

  private OperationOptions() {}

  static String of(ClusterOperation operation) {
    return switch (operation.getKindCase()) {
      case GET_RESOURCE -> options(operation.getGetResource().getRef());
      case LIST_RESOURCES -> options(operation.getListResources());
      case APPLY_MANIFESTS -> options(operation.getApplyManifests());
      case PATCH_RESOURCE -> options(operation.getPatchResource());
      case DELETE_RESOURCE -> options(operation.getDeleteResource());
      case SCALE_WORKLOAD ->
          options(operation.getScaleWorkload().getRef())
              + OptionText.flag("--wait", operation.getScaleWorkload().getAwaitReady());
      case RESTART_WORKLOAD ->
          options(operation.getRestartWorkload().getRef())
              + OptionText.flag("--wait", operation.getRestartWorkload().getAwaitReady());
      case AWAIT_CONDITION -> options(operation.getAwaitCondition());
      case RAW_REQUEST -> options(operation.getRawRequest());
      case CHECK_HEALTH, KIND_NOT_SET -> "";
    };
  }

  private static String options(ResourceRef ref) {
    return OptionText.of("-n", ref.getNamespace())
        + OptionText.of("--api-version", ref.getApiVersion());
  }

  private static String options(ListResources list) {
    boolean all = list.getNamespace().isEmpty() && !list.getContextNamespace();
    return OptionText.flag("-A", all)
        + OptionText.of("-n", list.getNamespace())
        + OptionText.of("-l", list.getLabelSelector())
        + OptionText.of("--field-selector", list.getFieldSelector())
        + OptionText.of("--api-version", list.getApiVersion())
        + OptionText.of(
            "--limit",
            list.getMaxObjectCount() == 0 ? "" : String.valueOf(list.getMaxObjectCount()));
  }

  private static String options(ApplyManifests apply) {
    return OptionText.of("-n", apply.getNamespace())
        + OptionText.of("--field-manager", apply.getFieldManager())
        + OptionText.flag("--force-conflicts", apply.getForceConflicts())
        + OptionText.flag("--wait", apply.getAwaitReady());
  }

  private static String options(PatchResource patch) {
    return OptionText.of("-p", patch.getPatch())
        + switch (patch.getPatchType()) {
          case PATCH_TYPE_JSON -> " --type json";
          case PATCH_TYPE_MERGE -> " --type merge";
          case PATCH_TYPE_STRATEGIC_MERGE, PATCH_TYPE_UNSPECIFIED, UNRECOGNIZED -> "";
        }
        + options(patch.getRef())
        + OptionText.of("--field-manager", patch.getFieldManager());
  }

  private static String options(DeleteResource delete) {
    return switch (delete.getPropagationPolicy()) {
          case PROPAGATION_POLICY_BACKGROUND -> " --cascade background";
          case PROPAGATION_POLICY_FOREGROUND -> " --cascade foreground";
          case PROPAGATION_POLICY_ORPHAN -> " --cascade orphan";
          case PROPAGATION_POLICY_UNSPECIFIED, UNRECOGNIZED -> "";
        }
        + options(delete.getRef())
        + OptionText.flag("--ignore-not-found", delete.getAllowMissing())
        + OptionText.flag("--wait", delete.getAwaitDeleted());
  }

  private static String options(AwaitCondition await) {
    return OptionText.of("--for", await.getExpression())
        + options(await.getRef())
        + OptionText.of(
            "--poll-interval",
            await.hasPollInterval() ? DurationFormat.exact(await.getPollInterval()) : "");
  }

  private static String options(RawRequest raw) {
    ByteString body = raw.getBody();
    return (body.isValidUtf8()
            ? OptionText.of("-d", body.toStringUtf8())
            : " -d (%,d bytes)".formatted(body.size()))
        + OptionText.of("--content-type", raw.getContentType());
  }
}
