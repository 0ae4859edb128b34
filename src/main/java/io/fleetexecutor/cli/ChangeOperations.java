package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterOperation;
import java.util.Set;

/** Which operations change something in a cluster. */
final class ChangeOperations {
  private static final Set<String> READING_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private ChangeOperations() {}

  static boolean contain(ClusterOperation operation) {
    return switch (operation.getKindCase()) {
      case APPLY_MANIFESTS, PATCH_RESOURCE, DELETE_RESOURCE, SCALE_WORKLOAD, RESTART_WORKLOAD ->
          true;
      case RAW_REQUEST -> !READING_METHODS.contains(operation.getRawRequest().getMethod());
      case CHECK_HEALTH, GET_RESOURCE, LIST_RESOURCES, AWAIT_CONDITION, KIND_NOT_SET -> false;
    };
  }
}
