package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;

/** Paths of objects and of their lists. */
final class ObjectPath {

  private ObjectPath() {}

  /**
   * @param namespace empty: all; ignored for a kind without namespaces
   */
  static String collection(ApiResource resource, String namespace) {
    String path = resource.groupVersion().path();
    if (resource.namespaced() && !namespace.isEmpty()) {
      path += "/namespaces/" + segment("namespace", namespace);
    }
    return path + "/" + UriParts.segment(resource.name());
  }

  static String object(ApiResource resource, String namespace, String name) {
    return collection(resource, namespace) + "/" + segment("object_name", name);
  }

  /** What would change the path's meaning is no name, as in kubectl. */
  private static String segment(String field, String name) {
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.indexOf('/') >= 0
        || name.indexOf('%') >= 0) {
      throw new ClusterFailure(
          ClusterState.FAILED,
          ClusterError.of(
              ErrorCode.INVALID_ARGUMENT,
              "INVALID_NAME",
              field + " \"" + name + "\" may not be empty, \".\" or \"..\", nor contain / or %"));
    }
    return UriParts.segment(name);
  }
}
