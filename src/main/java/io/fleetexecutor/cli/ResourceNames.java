package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecutionPlan;
import io.fleetexecutor.v1.ResourceRef;
import java.util.List;
import java.util.Locale;

/** The names that people know things by. */
final class ResourceNames {

  private ResourceNames() {}

  /** "prod" of "clusters/prod". */
  static String cluster(String name) {
    return name.startsWith("clusters/") ? name.substring("clusters/".length()) : name;
  }

  /** The clusters of a plan, in order. */
  static List<String> clusters(ExecutionPlan plan) {
    return plan.getWavesList().stream()
        .flatMap(wave -> wave.getClustersList().stream())
        .map(ResourceNames::cluster)
        .toList();
  }

  /** Whether a name alone does not tell of what kind its object is. */
  static boolean severalKinds(List<ResourceRef> refs) {
    return refs.stream().map(ResourceRef::getKind).distinct().count() > 1;
  }

  /** As kubectl -o name: "pod/web", "deployment.apps/web". */
  static String object(ResourceRef ref) {
    int slash = ref.getApiVersion().indexOf('/');
    String group = slash < 0 ? "" : "." + ref.getApiVersion().substring(0, slash);
    return ref.getKind().toLowerCase(Locale.ROOT) + group + "/" + ref.getObjectName();
  }
}
