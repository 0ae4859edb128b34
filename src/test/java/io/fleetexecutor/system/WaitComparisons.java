package io.fleetexecutor.system;

import static io.fleetexecutor.system.ComparedManifests.configMap;
import static io.fleetexecutor.system.ComparedManifests.daemonSet;
import static io.fleetexecutor.system.ComparedManifests.deployment;
import static io.fleetexecutor.system.ComparedManifests.statefulSet;
import static io.fleetexecutor.system.ComparedManifests.stuckDeployment;

import java.util.stream.Stream;

/** What waits for something to happen in the cluster. */
final class WaitComparisons {
  private static final String OVERDUE_JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: overdue}
      spec:
        activeDeadlineSeconds: 1
        template:
          spec: {restartPolicy: Never, containers: [{name: main, image: "web:1"}]}
      """;

  private WaitComparisons() {}

  static Stream<Comparison> all() {
    return Stream.of(
        condition("deployment", "web", "Available", deployment(1)),
        condition("job", "overdue", "Failed", OVERDUE_JOB),
        new SameWait(
            "wait-deleted",
            "wait configmap settings --for=delete",
            configMap("settings", "a: '1'")
                .replace("labels:", "finalizers: [example.com/x], labels:"),
            "object == null",
            "patch configmap settings --type merge -p '{\"metadata\":{\"finalizers\":null}}'"),
        new SameOverrun(),
        new SameRollout("rollout-deployment", "deployment", deployment(2)),
        new SameRollout("rollout-statefulset", "statefulset", statefulSet(2)),
        new SameRollout("rollout-daemonset", "daemonset", daemonSet()),
        new SameRollout("rollout-stuck", "deployment", stuckDeployment()));
  }

  private static Comparison condition(String kind, String name, String type, String given) {
    return new SameWait(
        "wait-" + name,
        "wait %s %s --for=condition=%s".formatted(kind, name, type),
        given,
        "object.status.conditions.exists(it, it.type == '%s' && it.status == 'True')"
            .formatted(type),
        "");
  }
}
