package io.fleetexecutor.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Leaves of an object what two clusters can have in common. */
public final class Normalization {
  private static final String TOKEN_TYPE = "kubernetes.io/service-account-token";
  private static final String ROOT_CERTIFICATES = "kube-root-ca.crt";

  private Normalization() {}

  /** A copy without what always differs between clusters or moments. */
  public static JsonNode normalize(JsonNode object) {
    if (!(object instanceof ObjectNode original)) {
      return object;
    }
    ObjectNode copy = Bookkeeping.without(original, List.of("status"), List.of("managedFields"));
    return normalizeInPlace(copy.deepCopy());
  }

  /** The object itself, without the same. */
  static ObjectNode normalizeInPlace(ObjectNode object) {
    String kind = object.path("kind").asText();
    GeneratedNames.replace(object, kind);
    ofSomeKinds(object, kind);
    VaryingFields.ofKind(kind).removeFrom(object);
    return object;
  }

  /** What depends on more than the kind. */
  private static void ofSomeKinds(ObjectNode object, String kind) {
    switch (kind) {
      case "Service" -> {
        if (object.get("spec") instanceof ObjectNode spec
            && !spec.path("clusterIP").asText().equals("None")) {
          spec.remove("clusterIP");
        }
      }
      case "Pod" -> TokenVolumes.removeFrom(object);
      case "Secret" -> {
        if (object.path("type").asText().equals(TOKEN_TYPE)) {
          object.remove("data");
        }
      }
      case "ConfigMap" -> {
        if (object.path("metadata").path("name").asText().equals(ROOT_CERTIFICATES)) {
          object.remove("data");
        }
      }
      default -> {
        // Nothing else.
      }
    }
  }
}
