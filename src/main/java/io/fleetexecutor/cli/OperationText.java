package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ListResources;
import io.fleetexecutor.v1.ResourceRef;

/** An operation in the words of the command line. */
final class OperationText {

  private OperationText() {}

  /** For example "list deployments". */
  static String brief(ClusterOperation operation) {
    return switch (operation.getKindCase()) {
      case CHECK_HEALTH -> "health";
      case GET_RESOURCE -> {
        ResourceRef ref = operation.getGetResource().getRef();
        yield "get " + ref.getKind() + "/" + ref.getObjectName();
      }
      case LIST_RESOURCES -> "list " + operation.getListResources().getKind();
      case KIND_NOT_SET -> "";
    };
  }

  /** With its options, for example "list deployments -n kube-system". */
  static String full(ClusterOperation operation) {
    return brief(operation)
        + switch (operation.getKindCase()) {
          case GET_RESOURCE -> options(operation.getGetResource().getRef());
          case LIST_RESOURCES -> options(operation.getListResources());
          default -> "";
        };
  }

  private static String options(ResourceRef ref) {
    return option("-n", ref.getNamespace()) + option("--api-version", ref.getApiVersion());
  }

  private static String options(ListResources list) {
    boolean all = list.getNamespace().isEmpty() && !list.getContextNamespace();
    return (all ? " -A" : option("-n", list.getNamespace()))
        + option("-l", list.getLabelSelector())
        + option("--field-selector", list.getFieldSelector())
        + option("--api-version", list.getApiVersion())
        + option(
            "--limit",
            list.getMaxObjectCount() == 0 ? "" : String.valueOf(list.getMaxObjectCount()));
  }

  private static String option(String name, String value) {
    return value.isEmpty() ? "" : " " + name + " " + value;
  }
}
