package io.fleetexecutor.system;

import static io.fleetexecutor.system.ComparedManifests.configMap;
import static io.fleetexecutor.system.ComparedManifests.daemonSet;
import static io.fleetexecutor.system.ComparedManifests.deployment;
import static io.fleetexecutor.system.ComparedManifests.job;
import static io.fleetexecutor.system.ComparedManifests.keptConfigMap;
import static io.fleetexecutor.system.ComparedManifests.statefulSet;
import static io.fleetexecutor.system.ComparedManifests.stuckDeployment;

import java.util.stream.Stream;

/** What waits for something to happen in the cluster. */
final class WaitComparisons {
  private static final String OVERDUE_JOB =
      job().replace("template:", "activeDeadlineSeconds: 1, template:");
  private static final String COMPLETE_IT =
      "patch job work --subresource=status --type merge -p"
          + " '{\"status\":{\"conditions\":[{\"type\":\"Complete\",\"status\":\"True\"}]}}'";
  private static final String CHANGE_IT =
      "patch configmap settings --type merge -p '{\"data\":{\"a\":\"2\"}}'";
  private static final String LET_IT_GO =
      "patch configmap settings --type merge -p '{\"metadata\":{\"finalizers\":null}}'";

  private WaitComparisons() {}

  static Stream<Comparison> all() {
    return Stream.of(
        condition("deployment", "web", "Available", deployment(1)),
        condition("job", "work", "Failed", OVERDUE_JOB),
        SameWait.of("wait configmap settings --for=jsonpath={.data.a}=2", "object.data.a == '2'")
            .given(configMap("settings", "a: '1'"))
            .cause(CHANGE_IT),
        SameWait.of("wait configmap settings --for=create", "object != null")
            .cause("create configmap settings"),
        SameWait.of("wait configmap settings --for=delete", "object == null")
            .given(keptConfigMap("settings"))
            .after("delete configmap settings --wait=false")
            .cause(LET_IT_GO),
        SameWait.of("wait configmap none --for=delete", "object == null"),
        new MissingIsAwaited(),
        new SameOverrun(),
        new SameJobEnd("wait-complete", "Complete", job(), COMPLETE_IT),
        new SameJobEnd("wait-failed", "Failed", OVERDUE_JOB, ""),
        new SameRollout("rollout-deployment", "deployment", deployment(2)),
        new SameRollout("rollout-statefulset", "statefulset", statefulSet(2)),
        new SameRollout("rollout-daemonset", "daemonset", daemonSet()),
        new SameRollout("rollout-stuck", "deployment", stuckDeployment()));
  }

  private static Comparison condition(String kind, String name, String type, String given) {
    return SameWait.of(
            "wait %s %s --for=condition=%s".formatted(kind, name, type),
            "object.status.conditions.exists(it, it.type == '%s' && it.status == 'True')"
                .formatted(type))
        .given(given);
  }
}
