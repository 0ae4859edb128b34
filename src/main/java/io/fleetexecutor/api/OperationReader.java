package io.fleetexecutor.api;

import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.CheckHealth;
import io.fleetexecutor.v1.ClusterOperation;

/** Reads an operation of any kind, and notes everything that is wrong with it. */
final class OperationReader {
  private static final String KINDS =
      "check_health, get_resource, list_resources, apply_manifests, patch_resource,"
          + " delete_resource, scale_workload, restart_workload, await_condition, raw_request";

  private final Violations violations;
  private final ReadingReader readings;
  private final ChangeReader changes;

  OperationReader(Violations violations) {
    this.violations = violations;
    var resources = new ResourceReader(violations);
    this.readings = new ReadingReader(violations, resources);
    this.changes = new ChangeReader(violations, resources);
  }

  Operation read(ClusterOperation proto, String path) {
    return switch (proto.getKindCase()) {
      case CHECK_HEALTH -> new CheckHealth();
      case GET_RESOURCE -> readings.get(proto.getGetResource(), path + ".get_resource");
      case LIST_RESOURCES -> readings.list(proto.getListResources(), path + ".list_resources");
      case AWAIT_CONDITION -> readings.await(proto.getAwaitCondition(), path + ".await_condition");
      case APPLY_MANIFESTS -> changes.apply(proto.getApplyManifests(), path + ".apply_manifests");
      case PATCH_RESOURCE -> changes.patch(proto.getPatchResource(), path + ".patch_resource");
      case DELETE_RESOURCE -> changes.delete(proto.getDeleteResource(), path + ".delete_resource");
      case SCALE_WORKLOAD -> changes.scale(proto.getScaleWorkload(), path + ".scale_workload");
      case RESTART_WORKLOAD ->
          changes.restart(proto.getRestartWorkload(), path + ".restart_workload");
      case RAW_REQUEST ->
          new RawRequestReader(violations).read(proto.getRawRequest(), path + ".raw_request");
      case KIND_NOT_SET -> {
        violations.add(path, "needs one of " + KINDS);
        yield new CheckHealth();
      }
    };
  }
}
