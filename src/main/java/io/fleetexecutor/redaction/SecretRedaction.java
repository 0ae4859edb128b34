package io.fleetexecutor.redaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Replaces every value that a Secret holds, and tokens that an API server has given; which keys a
 * Secret has stays visible.
 */
public final class SecretRedaction {
  public static final String REDACTED = "REDACTED";

  /** The fields of a Secret that hold its values. */
  public static final List<String> CONTENTS = List.of("data", "stringData");

  /** An annotation that repeats the whole object. */
  public static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private static final Set<String> NAMES = Set.of("secret", "secrets");

  private SecretRedaction() {}

  /**
   * Whether a kind is that of Secrets.
   *
   * @param kind in any form that discovery resolves
   */
  public static boolean isSecret(String apiVersion, String kind) {
    String name = kind.strip().toLowerCase(Locale.ROOT).split("\\.", 2)[0];
    return isCore(apiVersion) && NAMES.contains(name);
  }

  private static boolean isCore(String apiVersion) {
    return apiVersion.indexOf('/') <= 0;
  }

  /**
   * Redacts the Secrets that a tree has in it anywhere, in place.
   *
   * @return whether there was anything to redact
   */
  public static boolean redact(JsonNode json) {
    boolean redacted = false;
    if (json instanceof ObjectNode object) {
      String kind = object.path("kind").asText("");
      String apiVersion = object.path("apiVersion").asText("");
      if (isSecret(apiVersion, kind)) {
        redacted = hide(object);
      } else if (isCore(apiVersion) && kind.equalsIgnoreCase("SecretList")) {
        redacted = redactEach(object.path("items"));
      } else if (kind.equals("TokenRequest") && object.get("status") instanceof ObjectNode status) {
        redacted = hideAll(status, "token");
      }
    }
    for (JsonNode child : json) {
      redacted |= redact(child);
    }
    return redacted;
  }

  /**
   * Redacts in place what is known to be of Secrets, whatever it says of itself: one of them, a
   * list, a table, an event of a watch, or a patch.
   *
   * @return whether there was anything to redact
   */
  public static boolean redactSecrets(JsonNode json) {
    boolean redacted = redact(json);
    if (json instanceof ObjectNode object) {
      redacted |= hide(object);
      redacted |= redactEach(object.path("items"));
      redacted |= redactSecrets(object.path("object"));
      for (JsonNode row : object.path("rows")) {
        redacted |= redactSecrets(row.path("object"));
      }
    } else if (json instanceof ArrayNode patch) {
      for (JsonNode operation : patch) {
        redacted |= operation instanceof ObjectNode object && hideAll(object, "value");
      }
    }
    return redacted;
  }

  private static boolean redactEach(JsonNode items) {
    boolean redacted = false;
    for (JsonNode item : items) {
      redacted |= redactSecrets(item);
    }
    return redacted;
  }

  private static boolean hide(ObjectNode secret) {
    boolean hidden = false;
    for (String field : CONTENTS) {
      hidden |= hideAll(secret, field);
    }
    return secret.path("metadata").get("annotations") instanceof ObjectNode annotations
        ? hideAll(annotations, LAST_APPLIED) || hidden
        : hidden;
  }

  /** What is null has no value to hide: in a patch it removes one. */
  private static boolean hideAll(ObjectNode parent, String field) {
    JsonNode value = parent.path(field);
    if (value instanceof ContainerNode<?>) {
      return hideLeaves(value);
    }
    if (value.isMissingNode() || value.isNull() || value.asText().equals(REDACTED)) {
      return false;
    }
    parent.put(field, REDACTED);
    return true;
  }

  private static boolean hideLeaves(JsonNode container) {
    boolean hidden = false;
    if (container instanceof ObjectNode object) {
      for (String key : object.properties().stream().map(Map.Entry::getKey).toList()) {
        hidden |= hideAll(object, key);
      }
    } else if (container instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof ContainerNode<?> inner) {
          hidden |= hideLeaves(inner);
        } else if (!array.get(i).asText().equals(REDACTED)) {
          array.set(i, TextNode.valueOf(REDACTED));
          hidden = true;
        }
      }
    }
    return hidden;
  }
}
