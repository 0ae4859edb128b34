package io.fleetexecutor.comparison;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The fields whose values are made in a cluster, so that they tell nothing of what it should be.
 */
final class VaryingFields {
  private static final List<FieldPath> OF_RESTARTS =
      Stream.of(
              List.<String>of(),
              List.of("spec", "template"),
              List.of("spec", "jobTemplate", "spec", "template"),
              List.of("template"),
              List.of("data", "spec", "template"))
          .map(parent -> concat(parent, List.of("metadata", "annotations")))
          .flatMap(parent -> each(parent, "kubectl.kubernetes.io/restartedAt").stream())
          .toList();

  private static final List<FieldPath> OF_EVERY_KIND =
      concat(
          List.of(FieldPath.of("status"), FieldPath.of("metadata", "ownerReferences", "[]", "uid")),
          metadata(
              "uid",
              "resourceVersion",
              "generation",
              "creationTimestamp",
              "deletionTimestamp",
              "deletionGracePeriodSeconds",
              "managedFields",
              "selfLink"),
          annotations(
              "kubectl.kubernetes.io/last-applied-configuration",
              "deployment.kubernetes.io/revision",
              "deployment.kubernetes.io/revision-history",
              "pv.kubernetes.io/*",
              "control-plane.alpha.kubernetes.io/leader",
              "deprecated.daemonset.template.generation",
              "endpoints.kubernetes.io/last-change-trigger-time"),
          OF_RESTARTS);

  private static final String[] UIDS = {"controller-uid", "batch.kubernetes.io/controller-uid"};
  private static final String[] JOBS = {
    "controller-uid",
    "batch.kubernetes.io/controller-uid",
    "job-name",
    "batch.kubernetes.io/job-name"
  };
  private static final FieldPath CA_BUNDLES =
      FieldPath.of("webhooks", "[]", "clientConfig", "caBundle");

  private static final Map<String, List<FieldPath>> OF_SOME_KINDS =
      Map.ofEntries(
          entry(
              "Service",
              List.of(
                  FieldPath.of("spec", "clusterIPs"),
                  FieldPath.of("spec", "healthCheckNodePort"),
                  FieldPath.of("spec", "ports", "[]", "nodePort"))),
          entry(
              "Pod",
              concat(
                  List.of(FieldPath.of("spec", "nodeName")),
                  labels(
                      "pod-template-hash", "controller-revision-hash", "pod-template-generation"),
                  labels(JOBS),
                  annotations(
                      "cni.projectcalico.org/*",
                      "k8s.v1.cni.cncf.io/network-status*",
                      "k8s.ovn.org/*",
                      "kubernetes.io/config.*"))),
          entry(
              "ReplicaSet",
              concat(
                  labels("pod-template-hash"),
                  templateLabels("pod-template-hash"),
                  selectorLabels("pod-template-hash"))),
          entry(
              "Job",
              concat(
                  labels(JOBS),
                  templateLabels(JOBS),
                  selectorLabels(UIDS),
                  annotations("batch.kubernetes.io/cronjob-scheduled-timestamp"))),
          entry(
              "ControllerRevision",
              concat(
                  List.of(FieldPath.of("revision")),
                  labels("controller-revision-hash", "controller.kubernetes.io/hash"))),
          entry("ServiceAccount", List.of(FieldPath.of("secrets"))),
          entry("Secret", annotations("kubernetes.io/service-account.uid")),
          entry(
              "PersistentVolumeClaim",
              concat(
                  List.of(FieldPath.of("spec", "volumeName")),
                  annotations("volume.kubernetes.io/selected-node"))),
          entry(
              "PersistentVolume",
              List.of(
                  FieldPath.of("spec", "claimRef", "uid"),
                  FieldPath.of("spec", "claimRef", "resourceVersion"),
                  FieldPath.of("spec", "csi", "volumeHandle"))),
          entry(
              "Node",
              concat(
                  List.of(
                      FieldPath.of("spec", "podCIDR"),
                      FieldPath.of("spec", "podCIDRs"),
                      FieldPath.of("spec", "providerID")),
                  annotations("csi.volume.kubernetes.io/nodeid"))),
          entry("Endpoints", concat(addresses("addresses"), addresses("notReadyAddresses"))),
          entry(
              "EndpointSlice",
              List.of(
                  FieldPath.of("endpoints", "[]", "addresses"),
                  FieldPath.of("endpoints", "[]", "nodeName"),
                  FieldPath.of("endpoints", "[]", "targetRef"),
                  FieldPath.of("endpoints", "[]", "zone"))),
          entry(
              "Lease",
              List.of(
                  FieldPath.of("spec", "holderIdentity"),
                  FieldPath.of("spec", "acquireTime"),
                  FieldPath.of("spec", "renewTime"),
                  FieldPath.of("spec", "leaseTransitions"))),
          entry(
              "Event",
              List.of(
                  FieldPath.of("involvedObject", "uid"),
                  FieldPath.of("involvedObject", "resourceVersion"),
                  FieldPath.of("regarding", "uid"),
                  FieldPath.of("regarding", "resourceVersion"),
                  FieldPath.of("firstTimestamp"),
                  FieldPath.of("lastTimestamp"),
                  FieldPath.of("eventTime"),
                  FieldPath.of("count"),
                  FieldPath.of("series"),
                  FieldPath.of("deprecated*"))),
          entry(
              "HorizontalPodAutoscaler",
              annotations(
                  "autoscaling.alpha.kubernetes.io/conditions",
                  "autoscaling.alpha.kubernetes.io/current-metrics")),
          entry("MutatingWebhookConfiguration", List.of(CA_BUNDLES)),
          entry("ValidatingWebhookConfiguration", List.of(CA_BUNDLES)),
          entry("APIService", List.of(FieldPath.of("spec", "caBundle"))),
          entry(
              "CustomResourceDefinition",
              List.of(FieldPath.of("spec", "conversion", "webhook", "clientConfig", "caBundle"))));

  /** The moment of a restart, in pods and in whatever has a template of them. */
  static final FieldTree RESTARTS = FieldTree.of(OF_RESTARTS);

  private static final FieldTree OF_OTHERS = FieldTree.of(OF_EVERY_KIND);
  private static final Map<String, FieldTree> BY_KIND =
      OF_SOME_KINDS.entrySet().stream()
          .collect(
              toUnmodifiableMap(
                  Map.Entry::getKey, kind -> FieldTree.of(concat(OF_EVERY_KIND, kind.getValue()))));

  private VaryingFields() {}

  static FieldTree ofKind(String kind) {
    return BY_KIND.getOrDefault(kind, OF_OTHERS);
  }

  private static List<FieldPath> metadata(String... names) {
    return Arrays.stream(names).map(name -> FieldPath.of("metadata", name)).toList();
  }

  private static List<FieldPath> annotations(String... names) {
    return each(List.of("metadata", "annotations"), names);
  }

  private static List<FieldPath> labels(String... names) {
    return each(List.of("metadata", "labels"), names);
  }

  private static List<FieldPath> templateLabels(String... names) {
    return each(List.of("spec", "template", "metadata", "labels"), names);
  }

  private static List<FieldPath> selectorLabels(String... names) {
    return each(List.of("spec", "selector", "matchLabels"), names);
  }

  private static List<FieldPath> addresses(String name) {
    return each(List.of("subsets", "[]", name, "[]"), "ip", "nodeName", "targetRef");
  }

  private static List<FieldPath> each(List<String> parent, String... names) {
    return Arrays.stream(names)
        .map(name -> new FieldPath(Stream.concat(parent.stream(), Stream.of(name)).toList()))
        .toList();
  }

  @SafeVarargs
  private static <T> List<T> concat(List<T>... lists) {
    return Arrays.stream(lists).flatMap(List::stream).toList();
  }
}
