package io.fleetexecutor.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.Output.KubernetesObjects;
import java.util.List;

/** Pods that fake API servers answer with, and what becomes of them. */
final class Pods {

  private Pods() {}

  static Operation listPods(int maxObjectCount) {
    return new Operation.ListResources("", "pods", "", "", "", maxObjectCount, false);
  }

  static List<Output.KubernetesObject> objects(ClusterAnswer answer) {
    assertThat(answer.error()).isNull();
    return ((KubernetesObjects) requireNonNull(answer.output())).objects();
  }

  static List<String> names(ClusterAnswer answer) {
    return objects(answer).stream().map(object -> object.ref().objectName()).toList();
  }

  static String pod(String name) {
    return "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"labels\":{\"name\":\"no\"}}}";
  }

  static String page(String continuation, String... items) {
    return "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"continue\":\""
        + continuation
        + "\"},\"items\":["
        + String.join(",", items)
        + "]}";
  }
}
