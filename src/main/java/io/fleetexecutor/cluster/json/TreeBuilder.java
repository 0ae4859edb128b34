package io.fleetexecutor.cluster.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Makes trees of the tokens of objects, one after the other, while they arrive. */
public final class TreeBuilder {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** How much of an object its tree has. */
  public enum Detail {
    WHOLE,
    /** Without the managed fields: they are large, and hardly anybody needs them. */
    READABLE,
    /** Also without the status: what objects are compared by. */
    COMPARED
  }

  private final Detail detail;
  private final Deque<ContainerNode<?>> open = new ArrayDeque<>();
  private String field = "";
  private int skippedDepth;

  public TreeBuilder(Detail detail) {
    this.detail = detail;
  }

  /** The object, once its last token came; else null. */
  public @Nullable ObjectNode accept(JsonParser parser, JsonToken token) throws IOException {
    if (skippedDepth > 0) {
      skip(token);
      return null;
    }
    switch (token) {
      case FIELD_NAME -> {
        field = parser.currentName();
        if (isLeftOut()) {
          skippedDepth = 1;
        }
      }
      case START_OBJECT -> begin(NODES.objectNode());
      case START_ARRAY -> begin(NODES.arrayNode());
      case END_OBJECT, END_ARRAY -> {
        return open.pop() instanceof ObjectNode object && open.isEmpty() ? object : null;
      }
      default -> put(scalar(parser, token));
    }
    return null;
  }

  private boolean isLeftOut() {
    return switch (detail) {
      case WHOLE -> false;
      case READABLE -> field.equals("managedFields");
      case COMPARED ->
          field.equals("managedFields") || (field.equals("status") && open.size() == 1);
    };
  }

  /** One more than the depth within what is skipped, which may be a scalar. */
  private void skip(JsonToken token) {
    if (token.isStructStart()) {
      skippedDepth++;
    } else if (token.isStructEnd()) {
      skippedDepth--;
    }
    if (skippedDepth == 1) {
      skippedDepth = 0;
    }
  }

  private void begin(ContainerNode<?> container) {
    if (!open.isEmpty()) {
      put(container);
    }
    open.push(container);
  }

  private void put(JsonNode value) {
    switch (open.peek()) {
      case ObjectNode object -> object.set(field, value);
      case ArrayNode array -> array.add(value);
      case null, default -> throw new IllegalStateException("a value outside of any object");
    }
  }

  private static JsonNode scalar(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      default -> NODES.nullNode();
    };
  }
}
