package io.fleetexecutor.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/** Replaces by {@code *} the parts of names that controllers and API servers make up. */
final class GeneratedNames {
  /** Of a Job that a CronJob made: the minute that it was scheduled for. */
  private static final Pattern SCHEDULED = Pattern.compile("-[0-9]{8,10}(?=-?$)");

  private static final Pattern EVENT = Pattern.compile("\\.[0-9a-f]{12,}$");
  private static final Pattern TOKEN = Pattern.compile("-token-[a-z0-9]{5}$");

  private GeneratedNames() {}

  static void replace(ObjectNode object, String kind) {
    if (!(object.get("metadata") instanceof ObjectNode metadata)) {
      return;
    }
    String hash = hash(metadata, kind);
    String name = metadata.path("name").asText();
    String generateName = metadata.path("generateName").asText();
    String readable = readable(generateName, hash, kind);
    if (!generateName.isEmpty()) {
      metadata.put("generateName", readable);
    }
    if (!generateName.isEmpty() && name.startsWith(generateName)) {
      metadata.put("name", readable + "*");
    } else if (!name.isEmpty()) {
      metadata.put("name", readable(name, hash, kind));
    }
    for (JsonNode owner : metadata.path("ownerReferences")) {
      if (owner instanceof ObjectNode reference && reference.path("name").isTextual()) {
        String ownerKind = reference.path("kind").asText();
        String ownerHash = ownerKind.equals("ReplicaSet") ? hash : "";
        reference.put("name", readable(reference.path("name").asText(), ownerHash, ownerKind));
      }
    }
  }

  /** That a controller made of a template; empty where there is none. */
  private static String hash(ObjectNode metadata, String kind) {
    JsonNode labels = metadata.path("labels");
    return switch (kind) {
      case "Pod", "ReplicaSet" -> labels.path("pod-template-hash").asText();
      case "ControllerRevision" ->
          labels
              .path("controller.kubernetes.io/hash")
              .asText(labels.path("controller-revision-hash").asText());
      default -> "";
    };
  }

  private static String readable(String name, String hash, String kind) {
    if (!hash.isEmpty() && name.endsWith("-" + hash)) {
      return name.substring(0, name.length() - hash.length()) + "*";
    }
    if (!hash.isEmpty() && name.endsWith("-" + hash + "-")) {
      return name.substring(0, name.length() - hash.length() - 1) + "*-";
    }
    return switch (kind) {
      case "Job", "Pod" -> SCHEDULED.matcher(name).replaceFirst("-*");
      case "Event" -> EVENT.matcher(name).replaceFirst(".*");
      case "Secret" -> TOKEN.matcher(name).replaceFirst("-token-*");
      default -> name;
    };
  }
}
