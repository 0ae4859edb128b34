package io.fleetexecutor.api;

import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.CheckHealth;
import io.fleetexecutor.model.Operation.GetResource;
import io.fleetexecutor.model.Operation.ListResources;
import io.fleetexecutor.model.ResourceRef;
import io.fleetexecutor.v1.ClusterOperation;
import java.util.regex.Pattern;

/**
 * Reads an operation; what names a path of the API server's is checked before it can become one.
 */
final class OperationReader {
  private static final Pattern API_VERSION =
      Pattern.compile("([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[a-z][a-z0-9]*");
  private static final Pattern KIND = Pattern.compile("[A-Za-z]([A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_SELECTOR = 16_384;

  private final Violations violations;

  OperationReader(Violations violations) {
    this.violations = violations;
  }

  Operation read(ClusterOperation proto, String path) {
    return switch (proto.getKindCase()) {
      case CHECK_HEALTH -> new CheckHealth();
      case GET_RESOURCE -> getResource(proto.getGetResource(), path + ".get_resource");
      case LIST_RESOURCES -> listResources(proto.getListResources(), path + ".list_resources");
      case KIND_NOT_SET -> {
        violations.add(path, "needs one of check_health, get_resource, list_resources");
        yield new CheckHealth();
      }
    };
  }

  private GetResource getResource(io.fleetexecutor.v1.GetResource proto, String path) {
    if (!proto.hasRef()) {
      violations.add(path + ".ref", "is required");
    } else {
      var ref = proto.getRef();
      apiVersion(ref.getApiVersion(), path + ".ref.api_version");
      kind(ref.getKind(), path + ".ref.kind");
      namespace(ref.getNamespace(), path + ".ref.namespace");
      objectName(ref.getObjectName(), path + ".ref.object_name");
    }
    var ref = proto.getRef();
    return new GetResource(
        new ResourceRef(
            ref.getApiVersion(), ref.getKind(), ref.getNamespace(), ref.getObjectName()));
  }

  private ListResources listResources(io.fleetexecutor.v1.ListResources proto, String path) {
    apiVersion(proto.getApiVersion(), path + ".api_version");
    kind(proto.getKind(), path + ".kind");
    namespace(proto.getNamespace(), path + ".namespace");
    violations.atMost(proto.getLabelSelector(), LONGEST_SELECTOR, path + ".label_selector");
    violations.atMost(proto.getFieldSelector(), LONGEST_SELECTOR, path + ".field_selector");
    violations.check(
        proto.getMaxObjectCount() >= 0,
        path + ".max_object_count",
        "is %d, must be 0 (no limit) or more".formatted(proto.getMaxObjectCount()));
    violations.check(
        !proto.getContextNamespace() || proto.getNamespace().isEmpty(),
        path + ".context_namespace",
        "is set together with namespace %s, set one of them"
            .formatted(Violations.quote(proto.getNamespace())));
    return new ListResources(
        proto.getApiVersion(),
        proto.getKind(),
        proto.getNamespace(),
        proto.getLabelSelector(),
        proto.getFieldSelector(),
        proto.getMaxObjectCount(),
        proto.getContextNamespace());
  }

  private void apiVersion(String value, String field) {
    violations.check(
        value.isEmpty() || (value.length() <= LONGEST_NAME && API_VERSION.matcher(value).matches()),
        field,
        "is %s, must be as \"v1\" or \"apps/v1\", or empty".formatted(Violations.quote(value)));
  }

  private void kind(String value, String field) {
    if (value.isEmpty()) {
      violations.add(field, "is required");
      return;
    }
    violations.check(
        value.length() <= LONGEST_NAME && KIND.matcher(value).matches(),
        field,
        "is %s, must be a kind, plural, singular or short name as \"Deployment\", \"deploy\" or"
                .formatted(Violations.quote(value))
            + " \"deployments.apps\"");
  }

  private void namespace(String value, String field) {
    violations.check(
        value.isEmpty() || NAMESPACE.matcher(value).matches(),
        field,
        "is %s, must be a DNS label: at most 63 of a-z, 0-9 and '-', or empty"
            .formatted(Violations.quote(value)));
  }

  /** As Kubernetes checks a name that becomes a segment of a path. */
  private void objectName(String value, String field) {
    if (value.isEmpty()) {
      violations.add(field, "is required");
      return;
    }
    violations.check(
        value.length() <= LONGEST_NAME
            && !value.equals(".")
            && !value.equals("..")
            && value.chars().noneMatch(c -> c == '/' || c == '%' || c < ' '),
        field,
        "is %s, must have at most %d characters, no '/' and no '%%', and not be \".\" or \"..\""
            .formatted(Violations.quote(value), LONGEST_NAME));
  }
}
