package io.fleetexecutor.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The labels of a ClusterProfile, and those of its properties that could be labels. Where both have
 * a name, the label counts.
 */
final class ProfileLabels {
  private static final Pattern KEY =
      Pattern.compile(
          "([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?");
  private static final Pattern VALUE =
      Pattern.compile("([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?");

  private ProfileLabels() {}

  static Map<String, String> of(ClusterObject profile) {
    Map<String, String> labels = new HashMap<>();
    for (JsonNode property : profile.object().path("status").path("properties")) {
      String key = property.path("name").asText("");
      String value = property.path("value").asText("");
      if (KEY.matcher(key).matches() && VALUE.matcher(value).matches()) {
        labels.put(key, value);
      }
    }
    labels.putAll(profile.labels());
    return labels;
  }
}
