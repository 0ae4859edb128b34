package io.fleetexecutor.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cel.common.values.NullValue;
import org.jspecify.annotations.Nullable;

/** JSON as CEL sees it, without a copy. */
final class JsonValues {
  private JsonValues() {}

  static Object of(@Nullable JsonNode node) {
    if (node == null) {
      return NullValue.NULL_VALUE;
    }
    return switch (node.getNodeType()) {
      case OBJECT -> new JsonMap((ObjectNode) node);
      case ARRAY -> new JsonList((ArrayNode) node);
      case BOOLEAN -> node.booleanValue();
      case NUMBER -> number(node);
      case STRING, BINARY -> node.asText();
      case NULL, MISSING, POJO -> NullValue.NULL_VALUE;
    };
  }

  private static Object number(JsonNode node) {
    boolean isInt = node.isIntegralNumber() && node.canConvertToLong();
    return isInt ? (Object) node.longValue() : (Object) node.doubleValue();
  }
}
