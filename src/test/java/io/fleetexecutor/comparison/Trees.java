package io.fleetexecutor.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;

/** Objects as the tests write them. */
final class Trees {
  private static final YAMLMapper YAML = new YAMLMapper();

  private Trees() {}

  static JsonNode tree(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ObjectNode object(String kind, String name, String yaml) {
    ObjectNode object =
        (ObjectNode)
            tree("apiVersion: v1\nkind: %s\nmetadata:\n  name: %s\n".formatted(kind, name));
    object.setAll((ObjectNode) tree(yaml));
    return object;
  }

  static ObjectNode configMap(String name, String key, String value) {
    ObjectNode map = object("ConfigMap", name, "{}");
    map.putObject("data").put(key, value);
    return map;
  }
}
