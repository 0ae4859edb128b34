package io.fleetexecutor.api;

import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.ApplyManifests;
import io.fleetexecutor.model.Operation.DeleteResource;
import io.fleetexecutor.model.Operation.PatchResource;
import io.fleetexecutor.model.Operation.PatchType;
import io.fleetexecutor.model.Operation.PropagationPolicy;
import io.fleetexecutor.model.Operation.RestartWorkload;
import io.fleetexecutor.model.Operation.ScaleWorkload;
import org.jspecify.annotations.Nullable;

/** Reads the operations that change objects. */
final class ChangeReader {
  private static final int LONGEST_FIELD_MANAGER = 128;

  private final Violations violations;
  private final ResourceReader resources;
  private final ManifestReader manifests;

  ChangeReader(Violations violations, ResourceReader resources) {
    this.violations = violations;
    this.resources = resources;
    this.manifests = new ManifestReader(violations);
  }

  ApplyManifests apply(io.fleetexecutor.v1.ApplyManifests proto, String path) {
    resources.namespace(proto.getNamespace(), path + ".namespace");
    return new ApplyManifests(
        proto.getManifests(),
        manifests.manifests(proto.getManifests(), path + ".manifests"),
        fieldManager(proto.getFieldManager(), path),
        proto.getForceConflicts(),
        proto.getAwaitReady(),
        proto.getNamespace());
  }

  PatchResource patch(io.fleetexecutor.v1.PatchResource proto, String path) {
    PatchType type = patchType(proto, path + ".patch_type");
    return new PatchResource(
        resources.ref(proto.hasRef(), proto.getRef(), path),
        type == null ? PatchType.MERGE : type,
        proto.getPatch(),
        manifests.patch(type, proto.getPatch(), path + ".patch"),
        fieldManager(proto.getFieldManager(), path));
  }

  /** Null where there is none, and that is noted. */
  private @Nullable PatchType patchType(io.fleetexecutor.v1.PatchResource proto, String field) {
    return switch (proto.getPatchType()) {
      case PATCH_TYPE_JSON -> PatchType.JSON;
      case PATCH_TYPE_MERGE -> PatchType.MERGE;
      case PATCH_TYPE_STRATEGIC_MERGE -> PatchType.STRATEGIC_MERGE;
      case PATCH_TYPE_UNSPECIFIED, UNRECOGNIZED -> {
        String types = "PATCH_TYPE_JSON, PATCH_TYPE_MERGE, PATCH_TYPE_STRATEGIC_MERGE";
        violations.add(
            field,
            proto.getPatchTypeValue() == 0
                ? "is required: one of " + types
                : "is %d, must be one of %s".formatted(proto.getPatchTypeValue(), types));
        yield null;
      }
    };
  }

  DeleteResource delete(io.fleetexecutor.v1.DeleteResource proto, String path) {
    return new DeleteResource(
        resources.ref(proto.hasRef(), proto.getRef(), path),
        propagation(proto, path + ".propagation_policy"),
        proto.getAllowMissing(),
        proto.getAwaitDeleted());
  }

  /** Unset, it is what kubectl sends: some API servers have a default that leaves pods of jobs. */
  private PropagationPolicy propagation(io.fleetexecutor.v1.DeleteResource proto, String field) {
    return switch (proto.getPropagationPolicy()) {
      case PROPAGATION_POLICY_UNSPECIFIED, PROPAGATION_POLICY_BACKGROUND ->
          PropagationPolicy.BACKGROUND;
      case PROPAGATION_POLICY_FOREGROUND -> PropagationPolicy.FOREGROUND;
      case PROPAGATION_POLICY_ORPHAN -> PropagationPolicy.ORPHAN;
      case UNRECOGNIZED -> {
        violations.add(
            field,
            "is %d, must be one of PROPAGATION_POLICY_BACKGROUND, PROPAGATION_POLICY_FOREGROUND,"
                    .formatted(proto.getPropagationPolicyValue())
                + " PROPAGATION_POLICY_ORPHAN, or unset");
        yield PropagationPolicy.BACKGROUND;
      }
    };
  }

  ScaleWorkload scale(io.fleetexecutor.v1.ScaleWorkload proto, String path) {
    String field = path + ".replica_count";
    violations.check(proto.hasReplicaCount(), field, "is required: 0 or more");
    violations.check(
        proto.getReplicaCount() >= 0,
        field,
        "is %d, must be 0 or more".formatted(proto.getReplicaCount()));
    return new ScaleWorkload(
        resources.ref(proto.hasRef(), proto.getRef(), path),
        proto.getReplicaCount(),
        proto.getAwaitReady());
  }

  RestartWorkload restart(io.fleetexecutor.v1.RestartWorkload proto, String path) {
    return new RestartWorkload(
        resources.ref(proto.hasRef(), proto.getRef(), path), proto.getAwaitReady());
  }

  private String fieldManager(String value, String path) {
    String field = path + ".field_manager";
    violations.atMost(value, LONGEST_FIELD_MANAGER, field);
    violations.check(
        value.codePoints().allMatch(ChangeReader::isPrintable),
        field,
        "is %s, must have printable characters only".formatted(Violations.quote(value)));
    return value.isEmpty() ? Operation.DEFAULT_FIELD_MANAGER : value;
  }

  /** As Kubernetes has it: no white space but the space itself. */
  private static boolean isPrintable(int character) {
    return character == ' '
        || switch (Character.getType(character)) {
          case Character.CONTROL,
              Character.FORMAT,
              Character.SURROGATE,
              Character.PRIVATE_USE,
              Character.UNASSIGNED,
              Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              false;
          default -> true;
        };
  }
}
