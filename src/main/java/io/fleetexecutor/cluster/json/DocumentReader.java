package io.fleetexecutor.cluster.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.StatusFailures;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list, a table or whatever else has its bulk in arrays of objects: their elements go to
 * readers, and what else there is at the top becomes the result, which has a bound.
 */
public final class DocumentReader implements TokenReader<JsonNode> {

  // Far above what an API server has there.
  private static final long MAX_CHARACTERS = 1 << 20;
  private static final int LEAST_OF_FIELD = 64;

  private final Map<String, ElementReader> elements;
  private final Consumer<JsonNode> onMetadata;
  private final ObjectNode top = StreamingJson.MAPPER.createObjectNode();
  private String field = "";
  private @Nullable ElementReader current;
  private int depth;
  private int elementDepth;
  private long characters;

  /**
   * @param elements readers by the names of the arrays
   */
  public DocumentReader(Map<String, ElementReader> elements) {
    this(elements, metadata -> {});
  }

  /**
   * @param elements readers by the names of the arrays
   * @param onMetadata is given the document's metadata as soon as they are read
   */
  public DocumentReader(Map<String, ElementReader> elements, Consumer<JsonNode> onMetadata) {
    this.elements = elements;
    this.onMetadata = onMetadata;
  }

  @Override
  public boolean accept(JsonParser parser, JsonToken token) throws IOException {
    if (depth == 0 && token != JsonToken.START_OBJECT) {
      throw ClusterFailure.unexpectedAnswer("the answer is no JSON object", 200);
    }
    if (token.isStructEnd()) {
      depth--;
    }
    boolean goOn = current == null ? top(parser, token) : element(current, parser, token);
    if (token.isStructStart()) {
      depth++;
    }
    return goOn;
  }

  private boolean top(JsonParser parser, JsonToken token) throws IOException {
    if (depth == 1 && token == JsonToken.FIELD_NAME) {
      field = parser.currentName();
    } else if (depth == 1 && token.isScalarValue()) {
      keepScalar(parser);
    } else if (token == JsonToken.START_OBJECT && depth > 0) {
      ElementReader reader = reader();
      if (reader != null) {
        current = reader;
        elementDepth = depth;
        return reader.accept(parser, token);
      }
    }
    return true;
  }

  private void keepScalar(JsonParser parser) throws IOException {
    characters += LEAST_OF_FIELD + field.length() + parser.getTextLength();
    if (characters > MAX_CHARACTERS) {
      throw ClusterFailure.unexpectedAnswer("the answer has too much beside its elements", 200);
    }
    top.put(field, parser.getText());
  }

  private @Nullable ElementReader reader() {
    if (depth == 2) {
      return elements.get(field);
    }
    String name = field;
    boolean small = depth == 1 && (name.equals("metadata") || name.equals("details"));
    return small ? new TreeReader(tree -> keep(name, tree)) : null;
  }

  private boolean keep(String name, JsonNode tree) {
    top.set(name, tree);
    if (name.equals("metadata")) {
      onMetadata.accept(tree);
    }
    return true;
  }

  private boolean element(ElementReader reader, JsonParser parser, JsonToken token)
      throws IOException {
    if (depth == elementDepth && token == JsonToken.END_OBJECT) {
      current = null;
    }
    return reader.accept(parser, token);
  }

  @Override
  public void beginChunk(byte[] bytes) {
    elements.values().forEach(reader -> reader.beginChunk(bytes));
  }

  @Override
  public boolean endChunk() {
    return current == null || current.endChunk();
  }

  @Override
  public JsonNode result() {
    if (StatusFailures.isStatus(top)) {
      throw ClusterFailure.unexpectedAnswer(
          "HTTP 200 with a Status: " + StatusFailures.excerpt(top.path("message").asText("")), 200);
    }
    return top;
  }
}
