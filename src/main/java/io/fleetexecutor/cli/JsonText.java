package io.fleetexecutor.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** JSON that came from the service. */
final class JsonText {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private JsonText() {}

  /** A string without its quotes; everything else as it is. */
  static String bare(String json) {
    return json.startsWith("\"") && tree(json).isTextual() ? tree(json).textValue() : json;
  }

  /** Missing where it is no JSON. */
  static JsonNode tree(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException malformed) {
      return MissingNode.getInstance();
    }
  }
}
