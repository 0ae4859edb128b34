package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Objects;

/** The table of pods. */
final class PodColumns {

  static final TablePrinter<Pod> PODS =
      new TablePrinter<>(
          Pod.class,
          List.of(
              Column.name(),
              Column.text("Ready", "How many containers are ready.", PodColumns::ready),
              Column.text("Status", "The state of the pod.", PodColumns::status),
              Column.text("Restarts", "How often containers restarted.", PodColumns::restarts),
              Column.age(),
              Column.<Pod>text("IP", "Address of the pod.", pod -> pod.getStatus().getPodIP())
                  .wide(),
              Column.<Pod>text("Node", "Where it runs.", pod -> pod.getSpec().getNodeName()).wide(),
              Column.<Pod>text("Nominated Node", "Where it may be scheduled.", pod -> "<none>")
                  .wide(),
              Column.<Pod>text("Readiness Gates", "Conditions besides.", pod -> "<none>").wide()));

  private PodColumns() {}

  private static String ready(Pod pod) {
    List<ContainerStatus> statuses = pod.getStatus().getContainerStatuses();
    long ready = statuses.stream().filter(ContainerStatus::getReady).count();
    return ready + "/" + pod.getSpec().getContainers().size();
  }

  private static String status(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .map(status -> status.getState().getWaiting())
        .filter(Objects::nonNull)
        .map(waiting -> waiting.getReason())
        .findFirst()
        .orElse(pod.getStatus().getPhase());
  }

  private static String restarts(Pod pod) {
    return Integer.toString(
        pod.getStatus().getContainerStatuses().stream()
            .mapToInt(ContainerStatus::getRestartCount)
            .sum());
  }
}
