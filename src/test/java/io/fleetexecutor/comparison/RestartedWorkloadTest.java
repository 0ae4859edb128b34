package io.fleetexecutor.comparison;

import static io.fleetexecutor.comparison.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The moment of a restart tells no clusters apart, wherever it is written down. */
class RestartedWorkloadTest {
  private static final String RESTARTED =
      "{annotations: {kubectl.kubernetes.io/restartedAt: %s%s}}";

  private static String fingerprint(String object, String metadata) {
    JsonNode tree = tree(object.formatted(metadata));
    return Fingerprints.ofObject(tree);
  }

  private static String restarted(String second, String more) {
    return RESTARTED.formatted("'2026-01-02T03:04:%sZ'".formatted(second), more);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{kind: Deployment, spec: {template: {metadata: %s}}}",
        "{kind: StatefulSet, spec: {template: {metadata: %s}}}",
        "{kind: DaemonSet, spec: {template: {metadata: %s}}}",
        "{kind: ReplicaSet, spec: {template: {metadata: %s}}}",
        "{kind: ReplicationController, spec: {template: {metadata: %s}}}",
        "{kind: Job, spec: {template: {metadata: %s}}}",
        "{kind: CronJob, spec: {jobTemplate: {spec: {template: {metadata: %s}}}}}",
        "{kind: CloneSet, apiVersion: apps.kruise.io/v1, spec: {template: {metadata: %s}}}",
        "{kind: PodTemplate, template: {metadata: %s}}",
        "{kind: ControllerRevision, data: {spec: {template: {metadata: %s}}}}",
        "{kind: Pod, metadata: %s}"
      })
  void theMomentOfARestartVaries(String object) {
    String before = fingerprint(object, "{}");
    assertThat(fingerprint(object, restarted("05", ""))).isEqualTo(before);
    assertThat(fingerprint(object, restarted("06", ""))).isEqualTo(before);
    assertThat(fingerprint(object, restarted("06", ", mine: x"))).isNotEqualTo(before);
  }

  @Test
  void replicaSetsAndRevisionsOfRestartedWorkloadsAreAlike() {
    String replicaSet =
        """
        kind: ReplicaSet
        metadata:
          name: web-%1$s
          labels: {pod-template-hash: %1$s}
          annotations: {deployment.kubernetes.io/revision: "%2$s", deployment.kubernetes.io/revision-history: "%2$s"}
        spec:
          selector: {matchLabels: {app: web, pod-template-hash: %1$s}}
          template:
            metadata:
              labels: {app: web, pod-template-hash: %1$s}
              annotations: {kubectl.kubernetes.io/restartedAt: "%2$s"}
        """;
    String revision =
        """
        kind: ControllerRevision
        metadata: {name: web-%1$s, labels: {app: web, controller.kubernetes.io/hash: %1$s}}
        data: {spec: {template: {metadata: {annotations: {kubectl.kubernetes.io/restartedAt: "%2$s"}}}}}
        revision: %2$s
        """;
    for (String object : List.of(replicaSet, revision)) {
      assertThat(Fingerprints.ofObject(tree(object.formatted("5d8f7c9b4", "2"))))
          .isEqualTo(Fingerprints.ofObject(tree(object.formatted("77c9d5b6f", "5"))));
    }
  }
}
