package io.fleetexecutor.operation;

import io.fleetexecutor.model.Manifest;
import java.util.Comparator;
import java.util.List;

/** What others need comes first: namespaces, then kinds; the rest as it was given. */
final class ApplyOrder {

  private ApplyOrder() {}

  static List<Manifest> of(List<Manifest> manifests) {
    return manifests.stream().sorted(Comparator.comparingInt(ApplyOrder::rank)).toList();
  }

  private static int rank(Manifest manifest) {
    if (isNamespace(manifest)) {
      return 0;
    }
    return isCrd(manifest) ? 1 : 2;
  }

  static boolean isNamespace(Manifest manifest) {
    return manifest.kind().equals("Namespace") && manifest.apiVersion().equals("v1");
  }

  static boolean isCrd(Manifest manifest) {
    return manifest.kind().equals("CustomResourceDefinition")
        && manifest.apiVersion().startsWith("apiextensions.k8s.io/");
  }
}
