package io.fleetexecutor.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.redaction.SecretRedaction;
import org.jspecify.annotations.Nullable;

/** Hides the values of a Secret, and still shows which of them differ. */
final class Secrets {
  private static final String LAST_APPLIED = SecretRedaction.LAST_APPLIED;
  private static final String HIDDEN = "***";

  private Secrets() {}

  /** Whether either side is a Secret, in whatever version. */
  static boolean isSecret(@Nullable JsonNode before, @Nullable JsonNode after) {
    return isSecret(before) || isSecret(after);
  }

  private static boolean isSecret(@Nullable JsonNode object) {
    return object != null && object.path("kind").asText().equals("Secret");
  }

  /**
   * A copy with nothing secret in it.
   *
   * @param other the other side
   * @param side what is said of a value that differs, as "before"
   */
  static ObjectNode hide(ObjectNode object, @Nullable JsonNode other, String side) {
    ObjectNode copy = object.deepCopy();
    for (String field : SecretRedaction.CONTENTS) {
      hide(copy, field, other == null ? null : other.get(field), side);
    }
    if (copy.path("metadata").get("annotations") instanceof ObjectNode annotations
        && annotations.has(LAST_APPLIED)) {
      JsonNode otherAnnotation =
          other == null ? null : other.path("metadata").path("annotations").get(LAST_APPLIED);
      annotations.put(LAST_APPLIED, hidden(annotations.get(LAST_APPLIED), otherAnnotation, side));
    }
    return copy;
  }

  private static void hide(ObjectNode object, String field, @Nullable JsonNode other, String side) {
    JsonNode values = object.get(field);
    if (values instanceof ObjectNode map) {
      map.properties()
          .forEach(
              value -> {
                JsonNode otherValue = other == null ? null : other.get(value.getKey());
                String text = hidden(value.getValue(), otherValue, side);
                value.setValue(map.textNode(text));
              });
    } else if (values != null && !values.isNull()) {
      object.put(field, hidden(values, other, side));
    }
  }

  private static String hidden(JsonNode value, @Nullable JsonNode other, String side) {
    boolean differs = other != null && !value.equals(other);
    return differs ? "%s (%s)".formatted(HIDDEN, side) : HIDDEN;
  }
}
