package io.fleetexecutor.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator.Feature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.List;

/** An object as a person would write it, line by line. */
final class YamlText {
  private static final List<String> FIRST = List.of("apiVersion", "kind", "metadata", "spec");
  private static final ObjectWriter SORTED = writer();

  private YamlText() {}

  private static ObjectWriter writer() {
    return YAMLMapper.builder()
        .disable(Feature.WRITE_DOC_START_MARKER, Feature.SPLIT_LINES)
        .enable(
            Feature.MINIMIZE_QUOTES,
            Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS,
            Feature.LITERAL_BLOCK_STYLE,
            Feature.ALLOW_LONG_KEYS)
        .configure(JsonNodeFeature.WRITE_PROPERTIES_SORTED, true)
        .build()
        .writer();
  }

  static List<String> lines(ObjectNode object) {
    StringBuilder text = new StringBuilder();
    ObjectNode rest = object.objectNode();
    rest.setAll(object);
    try {
      for (String name : FIRST) {
        JsonNode value = rest.remove(name);
        if (value != null) {
          text.append(SORTED.writeValueAsString(object.objectNode().set(name, value)));
        }
      }
      if (!rest.isEmpty() || text.isEmpty()) {
        text.append(SORTED.writeValueAsString(rest));
      }
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(text.toString().stripTrailing().split("\n", -1));
  }
}
