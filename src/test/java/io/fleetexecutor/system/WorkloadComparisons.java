package io.fleetexecutor.system;

import static io.fleetexecutor.system.ComparedManifests.daemonSet;
import static io.fleetexecutor.system.ComparedManifests.deployment;
import static io.fleetexecutor.system.ComparedManifests.statefulSet;

import java.util.stream.Stream;

/** Scales and restarts. */
final class WorkloadComparisons {
  private WorkloadComparisons() {}

  static Stream<Comparison> all() {
    return Stream.of(
        scaled("deployment", 3, deployment(1), 5),
        scaled("deployment", 0, deployment(2), 2),
        scaled("statefulset", 2, statefulSet(1), 3),
        SameChange.of(
                "scale deployment web --replicas 3 --dry-run=server",
                namespace ->
                    ChangeRequests.scale(ChangeRequests.ref(namespace, "deployment/web"), 3)
                        .dryRun())
            .answersOnItsOwn()
            .given(deployment(1)),
        restarted("deployment", deployment(1)),
        restarted("statefulset", statefulSet(1)),
        restarted("daemonset", daemonSet()),
        SameRefusal.of(
                "scale deployment none --replicas 1 -n " + ReadComparisons.NAMESPACE,
                404,
                ChangeRequests.scale(
                    ChangeRequests.ref(ReadComparisons.NAMESPACE, "deployment/none"), 1))
            // It reads nothing but the Scale.
            .inItsWords(message -> message.replace("deployments.apps", "deployments/scale.apps")),
        SameRefusal.of(
            "rollout restart deployment none -n " + ReadComparisons.NAMESPACE,
            404,
            ChangeRequests.restart(
                ChangeRequests.ref(ReadComparisons.NAMESPACE, "deployment/none"))),
        new RefusedByBoth(
            "scale daemonset agent --replicas 1 -n " + ReadComparisons.NAMESPACE,
            "the server could not find the requested resource",
            "NOT_SCALABLE",
            "\"daemonset\" cannot be scaled: the kind has no scale subresource",
            ChangeRequests.scale(
                ChangeRequests.ref(ReadComparisons.NAMESPACE, "daemonset/agent"), 1)),
        new RefusedByBoth(
            "rollout restart deployment paused -n " + ReadComparisons.NAMESPACE,
            "can't restart paused deployment (run rollout resume first)",
            "PAUSED",
            "deployment %s/paused is paused: resume its rollout first"
                .formatted(ReadComparisons.NAMESPACE),
            ChangeRequests.restart(
                ChangeRequests.ref(ReadComparisons.NAMESPACE, "deployment/paused"))),
        new RefusedByBoth(
            "rollout restart replicaset idle -n " + ReadComparisons.NAMESPACE,
            "restarting is not supported",
            "NOT_RESTARTABLE",
            "replicaset %s/idle cannot be restarted: its kind replaces no pods"
                .formatted(ReadComparisons.NAMESPACE),
            ChangeRequests.restart(
                ChangeRequests.ref(ReadComparisons.NAMESPACE, "replicaset/idle"))));
  }

  /**
   * The service answers the Scale; kubectl shows the workload as it was before.
   *
   * @param objects how many there are then: the workload, its replica set, and pods
   */
  private static Comparison scaled(String kind, int replicas, String given, int objects) {
    return SameChange.of(
            "scale %s web --replicas %d".formatted(kind, replicas),
            namespace ->
                ChangeRequests.scale(ChangeRequests.ref(namespace, kind + "/web"), replicas))
        .answersOnItsOwn()
        .kinds("deployments.apps,replicasets.apps,statefulsets.apps,pods")
        .leaves(objects)
        .given(given);
  }

  private static Comparison restarted(String kind, String given) {
    return SameChange.of(
            "rollout restart %s web".formatted(kind),
            namespace -> ChangeRequests.restart(ChangeRequests.ref(namespace, kind + "/web")))
        .kinds("deployments.apps,statefulsets.apps,daemonsets.apps")
        .given(given);
  }
}
