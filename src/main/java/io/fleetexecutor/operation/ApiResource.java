package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.model.ResourceRef;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A kind that an API server serves.
 *
 * @param name the plural, as in paths
 */
record ApiResource(
    GroupVersion groupVersion,
    String name,
    String singular,
    String kind,
    List<String> shortNames,
    boolean namespaced) {

  /** An element of an APIResourceList; null for a subresource. */
  static @Nullable ApiResource fromList(GroupVersion groupVersion, JsonNode node) {
    String name = DiscoveredName.of(node.path("name"));
    if (name.isEmpty() || name.indexOf('/') >= 0) {
      return null;
    }
    return new ApiResource(
        groupVersion,
        name,
        DiscoveredName.of(node.path("singularName")),
        DiscoveredName.of(node.path("kind")),
        texts(node.path("shortNames")),
        node.path("namespaced").asBoolean());
  }

  /** An element of a version of an APIGroupDiscovery. */
  static ApiResource fromAggregated(GroupVersion groupVersion, JsonNode node) {
    return new ApiResource(
        groupVersion,
        DiscoveredName.of(node.path("resource")),
        DiscoveredName.of(node.path("singularResource")),
        DiscoveredName.of(node.path("responseKind").path("kind")),
        texts(node.path("shortNames")),
        node.path("scope").asText("").equals("Namespaced"));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(DiscoveredName::of).toList();
  }

  /** By plural, singular or kind. */
  boolean isNamed(String lowerCase) {
    return name.equals(lowerCase)
        || singular.equals(lowerCase)
        || kind.toLowerCase(Locale.ROOT).equals(lowerCase);
  }

  boolean hasShortName(String lowerCase) {
    return shortNames.contains(lowerCase);
  }

  ResourceRef ref(String namespace, String objectName) {
    return new ResourceRef(groupVersion.apiVersion(), kind, namespace, objectName);
  }
}
