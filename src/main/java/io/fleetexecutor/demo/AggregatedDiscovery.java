package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.GroupVersionKind;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.vertx.ext.web.MIMEHeader;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Discovery in one document for all versions of a group, as newer clients prefer it. */
final class AggregatedDiscovery {

  private static final String KIND = "APIGroupDiscoveryList";
  private static final String GROUP = "apidiscovery.k8s.io";
  private static final String CONTENT_TYPE = "application/json;g=" + GROUP + ";v=v2;as=" + KIND;
  private static final Map<String, String> GROUP_BY_PATH = Map.of("/api", "", "/apis", "apps");

  private AggregatedDiscovery() {}

  record Document(String kind, String apiVersion, ObjectMeta metadata, List<Group> items) {}

  record Group(ObjectMeta metadata, List<Version> versions) {}

  record Version(String version, List<Resource> resources, String freshness) {}

  record Resource(
      String resource,
      GroupVersionKind responseKind,
      String scope,
      String singularResource,
      List<String> shortNames,
      List<String> verbs,
      List<String> categories) {}

  /** Null where the path has no such document, or the client did not ask for it. */
  static @Nullable ApiAnswer answer(ApiRequest request) {
    String group = GROUP_BY_PATH.get(request.path());
    if (group == null || request.accept().stream().noneMatch(AggregatedDiscovery::asked)) {
      return null;
    }
    List<Resource> resources =
        ApiResource.inGroup(group).map(AggregatedDiscovery::resource).toList();
    ObjectMeta name = new ObjectMetaBuilder().withName(group.isEmpty() ? null : group).build();
    List<Group> groups = List.of(new Group(name, List.of(new Version("v1", resources, "Current"))));
    return ApiAnswer.json(
        CONTENT_TYPE, new Document(KIND, GROUP + "/v2", new ObjectMeta(), groups));
  }

  private static boolean asked(MIMEHeader header) {
    return KIND.equals(header.parameter("as"))
        && GROUP.equals(header.parameter("g"))
        && "v2".equals(header.parameter("v"));
  }

  private static Resource resource(ApiResource resource) {
    return new Resource(
        resource.plural(),
        new GroupVersionKind(resource.group(), resource.kind(), "v1"),
        resource.namespaced() ? "Namespaced" : "Cluster",
        resource.singular(),
        resource.shortNames(),
        Discovery.VERBS,
        resource.categories());
  }
}
