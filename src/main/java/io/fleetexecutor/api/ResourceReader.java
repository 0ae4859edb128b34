package io.fleetexecutor.api;

import io.fleetexecutor.model.ResourceRef;
import java.util.regex.Pattern;

/**
 * Reads what names kinds and objects; what names a path of the API server's is checked before it
 * can become one.
 */
final class ResourceReader {
  private static final Pattern API_VERSION =
      Pattern.compile("([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[a-z][a-z0-9]*");
  private static final Pattern KIND = Pattern.compile("[A-Za-z]([A-Za-z0-9.-]*[A-Za-z0-9])?");
  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final int LONGEST_NAME = 253;

  private final Violations violations;

  ResourceReader(Violations violations) {
    this.violations = violations;
  }

  /** Of a message that has the reference in its field {@code ref}. */
  ResourceRef ref(boolean isSet, io.fleetexecutor.v1.ResourceRef proto, String path) {
    if (!isSet) {
      violations.add(path + ".ref", "is required");
    } else {
      apiVersion(proto.getApiVersion(), path + ".ref.api_version");
      kind(proto.getKind(), path + ".ref.kind");
      namespace(proto.getNamespace(), path + ".ref.namespace");
      objectName(proto.getObjectName(), path + ".ref.object_name");
    }
    return new ResourceRef(
        proto.getApiVersion(), proto.getKind(), proto.getNamespace(), proto.getObjectName());
  }

  void apiVersion(String value, String field) {
    violations.check(
        value.isEmpty() || (value.length() <= LONGEST_NAME && API_VERSION.matcher(value).matches()),
        field,
        "is %s, must be as \"v1\" or \"apps/v1\", or empty".formatted(Violations.quote(value)));
  }

  void kind(String value, String field) {
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

  void namespace(String value, String field) {
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
