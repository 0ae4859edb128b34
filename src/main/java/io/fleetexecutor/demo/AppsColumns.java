package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of the controllers. */
final class AppsColumns {

  static final TablePrinter<Deployment> DEPLOYMENTS =
      new TablePrinter<>(
          Deployment.class,
          List.of(
              Column.name(),
              Column.text("Ready", "Ready pods of the wanted ones.", AppsColumns::ready),
              count("Up-to-date", d -> d.getStatus().getUpdatedReplicas()),
              count("Available", d -> d.getStatus().getAvailableReplicas()),
              Column.age(),
              containers(d -> d.getSpec().getTemplate().getSpec()),
              images(d -> d.getSpec().getTemplate().getSpec()),
              selector(d -> d.getSpec().getSelector().getMatchLabels())));

  static final TablePrinter<ReplicaSet> REPLICA_SETS =
      new TablePrinter<>(
          ReplicaSet.class,
          List.of(
              Column.name(),
              count("Desired", r -> r.getSpec().getReplicas()),
              count("Current", r -> r.getStatus().getReplicas()),
              count("Ready", r -> r.getStatus().getReadyReplicas()),
              Column.age(),
              containers(r -> r.getSpec().getTemplate().getSpec()),
              images(r -> r.getSpec().getTemplate().getSpec()),
              selector(r -> r.getSpec().getSelector().getMatchLabels())));

  static final TablePrinter<DaemonSet> DAEMON_SETS =
      new TablePrinter<>(
          DaemonSet.class,
          List.of(
              Column.name(),
              count("Desired", d -> d.getStatus().getDesiredNumberScheduled()),
              count("Current", d -> d.getStatus().getCurrentNumberScheduled()),
              count("Ready", d -> d.getStatus().getNumberReady()),
              count("Up-to-date", d -> d.getStatus().getUpdatedNumberScheduled()),
              count("Available", d -> d.getStatus().getNumberAvailable()),
              Column.text(
                  "Node Selector",
                  "Which nodes run a pod.",
                  d -> labels(d.getSpec().getTemplate().getSpec().getNodeSelector())),
              Column.age(),
              containers(d -> d.getSpec().getTemplate().getSpec()),
              images(d -> d.getSpec().getTemplate().getSpec()),
              selector(d -> d.getSpec().getSelector().getMatchLabels())));

  private AppsColumns() {}

  static String labels(@Nullable Map<String, String> labels) {
    if (labels == null || labels.isEmpty()) {
      return "<none>";
    }
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
  }

  private static String ready(Deployment deployment) {
    return Objects.requireNonNullElse(deployment.getStatus().getReadyReplicas(), 0)
        + "/"
        + deployment.getSpec().getReplicas();
  }

  private static <T extends HasMetadata> Column<T> count(
      String name, Function<T, @Nullable Integer> value) {
    return Column.integer(
        name,
        "Number of pods.",
        controller -> Objects.requireNonNullElse(value.apply(controller), 0));
  }

  private static <T extends HasMetadata> Column<T> containers(Function<T, PodSpec> pod) {
    return Column.<T>text(
            "Containers", "Names of the containers.", c -> join(pod.apply(c), Container::getName))
        .wide();
  }

  private static <T extends HasMetadata> Column<T> images(Function<T, PodSpec> pod) {
    return Column.<T>text(
            "Images", "Images of the containers.", c -> join(pod.apply(c), Container::getImage))
        .wide();
  }

  private static <T extends HasMetadata> Column<T> selector(Function<T, Map<String, String>> of) {
    return Column.<T>text("Selector", "Labels of its pods.", c -> labels(of.apply(c))).wide();
  }

  private static String join(PodSpec pod, Function<Container, String> part) {
    return pod.getContainers().stream().map(part).collect(Collectors.joining(","));
  }
}
