package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.List;
import java.util.Map;

/** The namespaces of a cluster, the same in all. */
final class Namespaces {

  static final List<String> NAMES =
      List.of(
          "default",
          "kube-node-lease",
          "kube-public",
          "kube-system",
          "monitoring",
          "payments",
          "shop");

  private Namespaces() {}

  static List<Namespace> of(Traits cluster) {
    return NAMES.stream().map(name -> namespace(cluster, name)).toList();
  }

  private static Namespace namespace(Traits cluster, String name) {
    return new NamespaceBuilder()
        .withMetadata(
            Metadata.of(
                cluster,
                "Namespace",
                null,
                name,
                cluster.created(),
                Map.of("kubernetes.io/metadata.name", name)))
        .withNewSpec()
        .withFinalizers("kubernetes")
        .endSpec()
        .withNewStatus()
        .withPhase("Active")
        .endStatus()
        .build();
  }
}
