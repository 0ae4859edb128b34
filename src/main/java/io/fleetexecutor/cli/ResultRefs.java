package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.KubernetesObject;
import io.fleetexecutor.v1.ProjectedValue;
import io.fleetexecutor.v1.ResourceRef;
import io.fleetexecutor.v1.ResourceTable;
import java.util.List;

/** Which objects a cluster's output is about, whatever its form. */
final class ResultRefs {

  private ResultRefs() {}

  static List<ResourceRef> of(ClusterResult result) {
    return switch (result.getOutputCase()) {
      case OBJECTS ->
          result.getObjects().getObjectsList().stream().map(KubernetesObject::getRef).toList();
      case TABLE ->
          result.getTable().getRowsList().stream().map(ResourceTable.Row::getRef).toList();
      case VALUES ->
          result.getValues().getValuesList().stream()
              .filter(ProjectedValue::hasRef)
              .map(ProjectedValue::getRef)
              .toList();
      default -> List.of();
    };
  }

  static boolean anyNamespace(List<ResourceRef> refs) {
    return refs.stream().anyMatch(ref -> !ref.getNamespace().isEmpty());
  }
}
