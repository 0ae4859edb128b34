package io.fleetexecutor.redaction;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The values that a request gives a Secret, taken out of texts that quote them. */
public final class SecretValues {
  /** What is shorter is in any text by chance. */
  private static final int SHORTEST = 4;

  private final List<String> longestFirst;

  private SecretValues(Set<String> values) {
    longestFirst =
        values.stream()
            .filter(value -> value.length() >= SHORTEST)
            .sorted(Comparator.comparing(String::length).reversed())
            .toList();
  }

  /**
   * @param sent a Secret, or a patch of one of any type
   */
  public static SecretValues of(JsonNode sent) {
    Set<String> values = new HashSet<>();
    collect(sent, values);
    return new SecretValues(values);
  }

  public String hideIn(String text) {
    String hidden = text;
    for (String value : longestFirst) {
      hidden = hidden.replace(value, SecretRedaction.REDACTED);
    }
    return hidden;
  }

  private static void collect(JsonNode sent, Set<String> values) {
    if (sent.isArray()) {
      sent.forEach(operation -> ofOperation(operation, values));
      return;
    }
    for (String field : SecretRedaction.CONTENTS) {
      leaves(sent.path(field), values);
    }
  }

  /** Of a JSON patch. */
  private static void ofOperation(JsonNode operation, Set<String> values) {
    String path = operation.path("path").asText("");
    if (path.isEmpty()) {
      collect(operation.path("value"), values);
    } else if (SecretRedaction.CONTENTS.stream()
        .anyMatch(it -> (path + "/").startsWith("/" + it + "/"))) {
      leaves(operation.path("value"), values);
    }
  }

  private static void leaves(JsonNode node, Set<String> values) {
    if (node.isTextual() || node.isNumber()) {
      add(node.asText(), values);
    }
    node.forEach(child -> leaves(child, values));
  }

  /** In every form in which an API server or a webhook may quote it. */
  private static void add(String value, Set<String> values) {
    addQuotable(value, values);
    values.add(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
    try {
      byte[] decoded = Base64.getDecoder().decode(value.strip());
      addQuotable(new String(decoded, StandardCharsets.UTF_8), values);
    } catch (IllegalArgumentException e) {
      // It is no base64, and so was none in the first place.
    }
  }

  private static void addQuotable(String value, Set<String> values) {
    values.add(value);
    values.add(value.strip());
    values.add(new String(JsonStringEncoder.getInstance().quoteAsString(value.strip())));
    values.add(value.strip().replaceAll("[\\p{Cntrl}\\s]+", " "));
  }
}
