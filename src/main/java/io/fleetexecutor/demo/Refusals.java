package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.StatusDetails;
import io.fabric8.kubernetes.api.model.StatusDetailsBuilder;
import org.jspecify.annotations.Nullable;

/** What API servers answer when they refuse, in their words. */
final class Refusals {

  private Refusals() {}

  static RefusedException badRequest(String message) {
    return refusal(400, "BadRequest", message, null);
  }

  static RefusedException forbidden(String verb, ResourcePath path) {
    ApiResource resource = path.resource();
    String subject = path.name() == null ? "" : " \"" + path.name() + "\"";
    String scope =
        path.namespace() == null
            ? "at the cluster scope"
            : "in the namespace \"" + path.namespace() + "\"";
    String message =
        "%s%s is forbidden: User \"demo\" cannot %s resource \"%s\" in API group \"%s\" %s"
            .formatted(
                resource.qualified(), subject, verb, resource.plural(), resource.group(), scope);
    return refusal(403, "Forbidden", message, details(path));
  }

  static RefusedException notFound(ResourcePath path) {
    String message = "%s \"%s\" not found".formatted(path.resource().qualified(), path.name());
    return refusal(404, "NotFound", message, details(path));
  }

  static RefusedException unknownPath() {
    return refusal(
        404, "NotFound", "the server could not find the requested resource", new StatusDetails());
  }

  static RefusedException unknownCluster(String name, int clusters) {
    String message =
        "no simulated cluster \"%s\": the fleet has %d of them".formatted(name, clusters);
    return refusal(404, "NotFound", message, null);
  }

  static RefusedException readOnly(String verb, ResourcePath path) {
    String message =
        "%s is not supported on resources of kind \"%s\": simulated clusters only read (get, list)"
            .formatted(verb, path.resource().qualified());
    return refusal(405, "MethodNotAllowed", message, details(path));
  }

  static RefusedException readOnly(String method) {
    String message =
        "the server does not allow this method on the requested resource: "
            + "simulated clusters only read, they do not take "
            + method;
    return refusal(405, "MethodNotAllowed", message, null);
  }

  static RefusedException notAcceptable() {
    String message =
        "only the following media types are accepted: application/json, "
            + "application/json;as=Table;v=v1;g=meta.k8s.io, "
            + "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io, "
            + "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";
    return refusal(406, "NotAcceptable", message, null);
  }

  static RefusedException internalError(String message) {
    return refusal(500, "InternalError", "Internal error occurred: " + message, null);
  }

  private static StatusDetails details(ResourcePath path) {
    return new StatusDetailsBuilder()
        .withName(path.name())
        .withGroup(path.resource().group().isEmpty() ? null : path.resource().group())
        .withKind(path.resource().plural())
        .build();
  }

  private static RefusedException refusal(
      int code, String reason, String message, @Nullable StatusDetails details) {
    Status status =
        new StatusBuilder()
            .withNewMetadata()
            .endMetadata()
            .withStatus("Failure")
            .withMessage(message)
            .withReason(reason)
            .withDetails(details)
            .withCode(code)
            .build();
    return new RefusedException(status);
  }
}
