package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ApiServer;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks one API server which kinds it serves; keeps nothing. */
final class Discovery {

  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
          + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,"
          + ApiRequest.JSON;

  private final ApiServer server;

  Discovery(ApiServer server) {
    this.server = server;
  }

  /** All groups but the core one, in the API server's order. */
  Uni<List<ApiGroup>> groups() {
    return Uni.createFrom()
        .deferred(
            () -> {
              List<ApiGroup> groups = new ArrayList<>();
              return read(
                      ApiRequest.get("/apis", AGGREGATED, true),
                      Map.of(
                          "groups",
                          node -> groups.add(ApiGroup.fromList(node)),
                          "items",
                          node -> groups.add(ApiGroup.fromAggregated(node))))
                  .replaceWith(groups);
            });
  }

  /** What a group serves in one version. */
  Uni<List<ApiResource>> resources(GroupVersion groupVersion) {
    return Uni.createFrom()
        .deferred(
            () -> {
              List<ApiResource> resources = new ArrayList<>();
              return read(
                      ApiRequest.get(groupVersion.path()),
                      Map.of(
                          "resources",
                          node -> add(resources, ApiResource.fromList(groupVersion, node))))
                  .replaceWith(resources);
            });
  }

  private static void add(List<ApiResource> resources, @Nullable ApiResource resource) {
    if (resource != null) {
      resources.add(resource);
    }
  }

  private Uni<JsonNode> read(ApiRequest request, Map<String, Consumer<JsonNode>> elements) {
    return server.send(request, () -> new DiscoveryReader(elements));
  }
}
