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

  /** Which is not gone once it is deleted. */
  static String keptConfigMap(String name) {
    return configMap(name, "a: '1'").replace("labels:", "finalizers: [example.com/x], labels:");
  }

  static String widget(String name) {
    return """
        apiVersion: example.com/v1
        kind: Widget
        metadata: {name: %s}
        spec: {size: 1}
        """
        .formatted(name);
  }

  /** No node is what its pod wants, and so it does not end by itself. */
  static String job() {
    return """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: work}
        spec:
          {template: {spec: {restartPolicy: Never, nodeSelector: {disk: none},
            containers: [{name: main, image: "web:1"}]}}}
        """;
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

  static String pausedDeployment(String name) {
    return deployment(0).replace("web", name).replace("replicas: 0", "paused: true, replicas: 0");
  }

  static String idleReplicaSet(String name) {
    return workload("ReplicaSet", "replicas: 0").replace("web", name);
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
