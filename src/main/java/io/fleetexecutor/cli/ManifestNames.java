package io.fleetexecutor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fleetexecutor.v1.ResourceRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Which objects manifests are of; the first ones where there are many. */
final class ManifestNames {
  private static final int MAX_NAMES = 3;
  private static final YAMLMapper YAML = new YAMLMapper();

  private ManifestNames() {}

  /** Names what comes before something that is no YAML. */
  static String of(String manifests) {
    List<String> names = new ArrayList<>();
    try (MappingIterator<JsonNode> documents =
        YAML.readerFor(JsonNode.class).readValues(manifests)) {
      while (documents.hasNextValue() && names.size() <= MAX_NAMES) {
        JsonNode document = documents.nextValue();
        if (document.isObject()) {
          names.add(names.size() < MAX_NAMES ? name(document) : "…");
        }
      }
    } catch (IOException malformed) {
      names.add("…");
    }
    return String.join(", ", names);
  }

  private static String name(JsonNode document) {
    String kind = document.path("kind").asText();
    String name = document.path("metadata").path("name").asText();
    return name.isEmpty()
        ? kind
        : ResourceNames.object(
            ResourceRef.newBuilder()
                .setApiVersion(document.path("apiVersion").asText())
                .setKind(kind)
                .setObjectName(name)
                .build());
  }
}
