package io.fleetexecutor.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Tells the JSON patches of a Secret that would show its values in another of its fields. */
public final class SecretPatch {
  private static final Set<String> TAKING_VALUES = Set.of("copy", "move");

  private SecretPatch() {}

  /**
   * Whether the patch takes values from where they are to somewhere else.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
   */
  public static boolean takesValues(JsonNode patch) {
    return patch.isArray()
        && patch
            .valueStream()
            .anyMatch(operation -> TAKING_VALUES.contains(operation.path("op").asText("")));
  }
}
