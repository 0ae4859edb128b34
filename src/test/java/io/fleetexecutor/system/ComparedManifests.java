package io.fleetexecutor.system;

/** Content of namespaces in which kubectl and the service do the same. */
final class ComparedManifests {
  private ComparedManifests() {}

  static String configMap(String name, String data) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, labels: {app: web}}
        data: {%s}
        """
        .formatted(name, data);
  }

  static String deployment(int replicas) {
    return workload("Deployment", "replicas: %d, progressDeadlineSeconds: 60".formatted(replicas));
  }

  /** No node is what its pods want. */
  static String stuckDeployment() {
    return deployment(1)
        .replace("progressDeadlineSeconds: 60", "progressDeadlineSeconds: 2")
        .replace("containers:", "nodeSelector: {disk: none}, containers:");
  }

  static String statefulSet(int replicas) {
    return workload("StatefulSet", "replicas: %d, serviceName: web".formatted(replicas));
  }

  static String daemonSet() {
    return workload("DaemonSet", "revisionHistoryLimit: 3");
  }

  private static String workload(String kind, String fields) {
    return """
        apiVersion: apps/v1
        kind: %s
        metadata: {name: web, labels: {app: web}}
        spec:
          {%s, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
            spec: {terminationGracePeriodSeconds: 1, containers: [{name: main, image: "web:1"}]}}}
        """
        .formatted(kind, fields);
  }
}
