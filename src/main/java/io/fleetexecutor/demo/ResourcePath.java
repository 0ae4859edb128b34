package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which objects the path of a request names.
 *
 * @param namespace null for all namespaces, or for a resource without
 * @param name null for a list
 */
record ResourcePath(ApiResource resource, @Nullable String namespace, @Nullable String name) {

  /** Empty where an API server of this kind serves no resource. */
  static Optional<ResourcePath> parse(String path) {
    List<String> parts = List.of(path.substring(1).split("/", -1));
    if (parts.size() > 2 && parts.get(0).equals("api") && parts.get(1).equals("v1")) {
      return parse("", parts.subList(2, parts.size()));
    }
    if (parts.size() > 3 && parts.get(0).equals("apis") && parts.get(2).equals("v1")) {
      return parse(parts.get(1), parts.subList(3, parts.size()));
    }
    return Optional.empty();
  }

  private static Optional<ResourcePath> parse(String group, List<String> parts) {
    boolean inNamespace = parts.size() > 2 && parts.get(0).equals("namespaces");
    String namespace = inNamespace ? parts.get(1) : null;
    List<String> rest = inNamespace ? parts.subList(2, parts.size()) : parts;
    String name = rest.size() == 2 ? rest.get(1) : null;
    return ApiResource.find(group, rest.get(0))
        .filter(resource -> rest.size() <= 2 && (name == null || !name.isEmpty()))
        .filter(
            resource ->
                inNamespace ? resource.namespaced() : name == null || !resource.namespaced())
        .map(resource -> new ResourcePath(resource, namespace, name));
  }

  boolean matches(ObjectMeta metadata) {
    return (namespace == null || namespace.equals(metadata.getNamespace()))
        && (name == null || name.equals(metadata.getName()));
  }
}
