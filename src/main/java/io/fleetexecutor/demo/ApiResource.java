package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The resources that a simulated API server serves, each under version v1 of its group. */
enum ApiResource {
  CONFIG_MAPS("", "ConfigMap", true, List.of("cm"), List.of(), ConfigMaps::of),
  NAMESPACES("", "Namespace", false, List.of("ns"), List.of(), Namespaces::of),
  NODES("", "Node", false, List.of("no"), List.of(), Nodes::of),
  PODS("", "Pod", true, List.of("po"), List.of("all"), Pods::of),
  SERVICES("", "Service", true, List.of("svc"), List.of("all"), Services::of),
  DAEMON_SETS("apps", "DaemonSet", true, List.of("ds"), List.of("all"), DaemonSets::of),
  DEPLOYMENTS("apps", "Deployment", true, List.of("deploy"), List.of("all"), Deployments::of),
  REPLICA_SETS("apps", "ReplicaSet", true, List.of("rs"), List.of("all"), ReplicaSets::of);

  private final String group;
  private final String kind;
  private final boolean namespaced;
  private final List<String> shortNames;
  private final List<String> categories;
  private final Function<Traits, List<? extends HasMetadata>> content;

  ApiResource(
      String group,
      String kind,
      boolean namespaced,
      List<String> shortNames,
      List<String> categories,
      Function<Traits, List<? extends HasMetadata>> content) {
    this.group = group;
    this.kind = kind;
    this.namespaced = namespaced;
    this.shortNames = shortNames;
    this.categories = categories;
    this.content = content;
  }

  static Stream<ApiResource> inGroup(String group) {
    return Stream.of(values()).filter(resource -> resource.group.equals(group));
  }

  static Optional<ApiResource> find(String group, String plural) {
    return inGroup(group).filter(resource -> resource.plural().equals(plural)).findFirst();
  }

  /** Every object of this resource in the cluster, in the order in which etcd keeps them. */
  List<? extends HasMetadata> objects(Traits cluster) {
    return content.apply(cluster).stream().sorted(Comparator.comparing(ApiResource::key)).toList();
  }

  static String key(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    String name = object.getMetadata().getName();
    return namespace == null ? name : namespace + "/" + name;
  }

  String group() {
    return group;
  }

  String apiVersion() {
    return group.isEmpty() ? "v1" : group + "/v1";
  }

  String kind() {
    return kind;
  }

  boolean namespaced() {
    return namespaced;
  }

  List<String> shortNames() {
    return shortNames;
  }

  List<String> categories() {
    return categories;
  }

  String singular() {
    return kind.toLowerCase(Locale.ROOT);
  }

  String plural() {
    return singular() + "s";
  }

  /** The name in error messages, as {@code deployments.apps}. */
  String qualified() {
    return group.isEmpty() ? plural() : plural() + "." + group;
  }
}
