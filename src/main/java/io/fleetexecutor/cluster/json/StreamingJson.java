package io.fleetexecutor.cluster.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The settings under which answers of clusters are parsed: their field names are not trusted. */
public final class StreamingJson {

  public static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .configure(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW, false)
          .rootValueSeparator((String) null)
          .build();

  public static final ObjectMapper MAPPER = new ObjectMapper(FACTORY);

  private StreamingJson() {}

  /** What was JSON before. */
  public static JsonNode parse(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An object as one line of JSON, with its type and its metadata alone. */
  public static String metadata(JsonNode object) {
    ObjectNode partial = MAPPER.createObjectNode();
    for (String field : List.of("apiVersion", "kind", "metadata")) {
      if (object.has(field)) {
        partial.set(field, object.path(field));
      }
    }
    return partial.toString();
  }
}
