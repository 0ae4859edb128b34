package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An API group as discovery lists it.
 *
 * @param versions the preferred one first
 * @param resources by version where discovery told them at once; else empty
 */
record ApiGroup(
    String name, List<GroupVersion> versions, Map<GroupVersion, List<ApiResource>> resources) {

  /** An element of an APIGroupList, or an APIGroup. */
  static ApiGroup fromList(JsonNode node) {
    String name = DiscoveredName.of(node.path("name"));
    List<GroupVersion> versions = new ArrayList<>();
    String preferred = node.path("preferredVersion").path("version").asText("");
    for (JsonNode version : node.path("versions")) {
      String text = DiscoveredName.of(version.path("version"));
      versions.add(text.equals(preferred) ? 0 : versions.size(), new GroupVersion(name, text));
    }
    return new ApiGroup(name, List.copyOf(versions), Map.of());
  }

  /** An APIGroupDiscovery, whose versions are in the order of preference. */
  static ApiGroup fromAggregated(JsonNode node) {
    String name = DiscoveredName.of(node.path("metadata").path("name"));
    List<GroupVersion> versions = new ArrayList<>();
    Map<GroupVersion, List<ApiResource>> resources = new HashMap<>();
    for (JsonNode version : node.path("versions")) {
      GroupVersion groupVersion =
          new GroupVersion(name, DiscoveredName.of(version.path("version")));
      versions.add(groupVersion);
      if (!version.path("freshness").asText("").equals("Stale")) {
        List<ApiResource> found = new ArrayList<>();
        version
            .path("resources")
            .forEach(resource -> found.add(ApiResource.fromAggregated(groupVersion, resource)));
        resources.put(groupVersion, found);
      }
    }
    return new ApiGroup(name, versions, resources);
  }
}
