package io.fleetexecutor.system;

import java.util.Locale;

/** A namespaced kind that clusters have once its definition was applied; it takes any content. */
record CustomKind(String group, String kind, String shortName) {

  String plural() {
    return kind.toLowerCase(Locale.ROOT) + "s";
  }

  /** The CustomResourceDefinition in YAML. */
  String definition() {
    return """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %2$s.%1$s}
        spec:
          group: %1$s
          scope: Namespaced
          names: {plural: %2$s, singular: %3$s, kind: %4$s, shortNames: [%5$s]}
          versions:
          - name: v1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """
        .formatted(group, plural(), kind.toLowerCase(Locale.ROOT), kind, shortName);
  }

  /** An object of the kind in YAML. */
  String object(String namespace, String name) {
    return "{apiVersion: %s/v1, kind: %s, metadata: {name: %s, namespace: %s}, spec: {size: 3}}\n"
        .formatted(group, kind, name, namespace);
  }
}
