package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListMetaBuilder;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** Answers requests for resources: lists and single objects; everything else is refused. */
record ResourceReader(Traits cluster, InstantSource clock) {

  ApiAnswer answer(ApiRequest request, ResourcePath path) {
    boolean watch =
        Boolean.parseBoolean(request.parameters().get("watch"))
            || "1".equals(request.parameters().get("watch"));
    String verb = verb(request, path, watch);
    if (cluster.behaviour() == Behaviour.FORBIDDEN) {
      throw Refusals.forbidden(verb, path);
    }
    if (!request.reads() || watch) {
      throw Refusals.readOnly(verb, path);
    }
    return path.name() == null ? list(request, path) : get(request, path);
  }

  private ApiAnswer list(ApiRequest request, ResourcePath path) {
    Representation representation = Representation.negotiate(request.accept(), true);
    ListQuery query = ListQuery.of(path.resource(), request.parameters());
    Page page = Page.of(cluster, path, query);
    return switch (representation) {
      case OBJECT ->
          ApiAnswer.list(
              new ObjectList(
                  path.resource().kind() + "List",
                  path.resource().apiVersion(),
                  page.metadata(),
                  page.items()));
      case METADATA ->
          ApiAnswer.json(
              new ObjectList(
                  "PartialObjectMetadataList",
                  PartialObject.API_VERSION,
                  page.metadata(),
                  page.items().stream().map(PartialObject::of).toList()));
      case TABLE -> table(request, path, page);
    };
  }

  private ApiAnswer get(ApiRequest request, ResourcePath path) {
    Representation representation = Representation.negotiate(request.accept(), false);
    HasMetadata object =
        path.resource().objects(cluster).stream()
            .filter(candidate -> path.matches(candidate.getMetadata()))
            .findFirst()
            .orElseThrow(() -> Refusals.notFound(path));
    return switch (representation) {
      case OBJECT -> ApiAnswer.json(object);
      case METADATA -> ApiAnswer.json(PartialObject.of(object));
      case TABLE -> {
        String version = object.getMetadata().getResourceVersion();
        yield table(
            request,
            path,
            new Page(List.of(object), new ListMetaBuilder().withResourceVersion(version).build()));
      }
    };
  }

  private ApiAnswer table(ApiRequest request, ResourcePath path, Page page) {
    String includeObject = request.parameters().get("includeObject");
    return ApiAnswer.json(Table.of(path.resource(), page, includeObject, clock.instant()));
  }

  private static String verb(ApiRequest request, ResourcePath path, boolean watch) {
    return switch (request.method()) {
      case "GET", "HEAD" -> watch ? "watch" : path.name() == null ? "list" : "get";
      case "POST" -> "create";
      case "PUT" -> "update";
      case "DELETE" -> path.name() == null ? "deletecollection" : "delete";
      default -> request.method().toLowerCase(Locale.ROOT);
    };
  }
}
