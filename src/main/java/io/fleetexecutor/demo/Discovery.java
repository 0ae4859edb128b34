package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIGroupBuilder;
import io.fabric8.kubernetes.api.model.APIGroupListBuilder;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.APIResourceBuilder;
import io.fabric8.kubernetes.api.model.APIResourceListBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an API server says that it serves. */
final class Discovery {

  static final List<String> VERBS = List.of("get", "list");

  private static final APIGroup APPS =
      new APIGroupBuilder()
          .withApiVersion(null)
          .withKind(null)
          .withName("apps")
          .addNewVersion("apps/v1", "v1")
          .withNewPreferredVersion("apps/v1", "v1")
          .build();

  private Discovery() {}

  /** The document at the path, or null if none is there. */
  static @Nullable Object document(String path) {
    return switch (path) {
      case "/" ->
          Map.of(
              "paths",
              List.of(
                  "/api",
                  "/api/v1",
                  "/apis",
                  "/apis/apps",
                  "/apis/apps/v1",
                  "/healthz",
                  "/livez",
                  "/readyz",
                  "/version"));
      case "/api" -> Map.of("kind", "APIVersions", "versions", List.of("v1"));
      case "/apis" -> new APIGroupListBuilder().withApiVersion("v1").withGroups(APPS).build();
      case "/apis/apps" ->
          new APIGroupBuilder(APPS).withApiVersion("v1").withKind("APIGroup").build();
      case "/api/v1" -> resources("", "v1");
      case "/apis/apps/v1" -> resources("apps", "apps/v1");
      default -> null;
    };
  }

  private static Object resources(String group, String groupVersion) {
    return new APIResourceListBuilder()
        .withApiVersion("v1")
        .withGroupVersion(groupVersion)
        .withResources(ApiResource.inGroup(group).map(Discovery::resource).toList())
        .build();
  }

  private static APIResource resource(ApiResource resource) {
    return new APIResourceBuilder()
        .withName(resource.plural())
        .withSingularName(resource.singular())
        .withNamespaced(resource.namespaced())
        .withKind(resource.kind())
        .withVerbs(VERBS)
        .withShortNames(resource.shortNames())
        .withCategories(resource.categories())
        .build();
  }
}
