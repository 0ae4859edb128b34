package io.fleetexecutor.system;

/** Manifests to apply. */
final class Yaml {

  private Yaml() {}

  static String documents(String... documents) {
    return String.join("---\n", documents);
  }

  static String namespace(String name) {
    return "{apiVersion: v1, kind: Namespace, metadata: {name: %s}}\n".formatted(name);
  }

  static String configMap(String namespace, String name, String colour) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, namespace: %s}
        data: {colour: %s}
        """
        .formatted(name, namespace, colour);
  }

  /** A Deployment whose pods have the label "app" with its name, and one container, "main". */
  static String deployment(String namespace, String name, int replicas, String image) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s, namespace: %2$s}
        spec:
          replicas: %3$d
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec: {containers: [{name: main, image: "%4$s"}]}
        """
        .formatted(name, namespace, replicas, image);
  }
}
