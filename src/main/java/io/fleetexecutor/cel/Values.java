package io.fleetexecutor.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.UnsignedLong;
import com.google.protobuf.NullValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON as values of expressions, and these as JSON again. */
final class Values {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Values() {}

  static Object of(@Nullable JsonNode node, Cost cost) {
    if (node == null) {
      return NullValue.NULL_VALUE;
    }
    return new Given(cost).value(node);
  }

  static List<Object> ofAll(List<JsonNode> nodes, Cost cost) {
    Given given = new Given(cost);
    List<Object> values = new ArrayList<>(nodes.size());
    nodes.forEach(node -> values.add(given.value(node)));
    cost.given(values, given.weight + 1);
    return values;
  }

  /** Converts what a caller gave, and weighs it on the way. */
  private static final class Given {
    private final Cost cost;
    private long weight;

    Given(Cost cost) {
      this.cost = cost;
    }

    Object value(JsonNode node) {
      long before = weight;
      weight++;
      return switch (node.getNodeType()) {
        case OBJECT -> {
          Map<String, Object> map = LinkedHashMap.newLinkedHashMap(node.size());
          node.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
          cost.given(map, weight - before);
          yield map;
        }
        case ARRAY -> {
          List<Object> list = new ArrayList<>(node.size());
          node.forEach(element -> list.add(value(element)));
          cost.given(list, weight - before);
          yield list;
        }
        case NUMBER -> number(node);
        case BOOLEAN -> node.booleanValue();
        case NULL, MISSING -> NullValue.NULL_VALUE;
        default -> node.asText();
      };
    }
  }

  private static Object number(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong()
        ? (Object) node.longValue()
        : (Object) node.doubleValue();
  }

  static JsonNode json(Object value, Cost cost) throws EvaluationException {
    cost.spend(1);
    return switch (value) {
      case NullValue none -> JSON.nullNode();
      case Boolean bool -> JSON.booleanNode(bool);
      case Long integer -> JSON.numberNode(integer);
      case UnsignedLong unsigned -> JSON.numberNode(unsigned.bigIntegerValue());
      case Double number -> JSON.numberNode(number);
      case String text -> JSON.textNode(text);
      case java.time.Instant time -> JSON.textNode(time.toString());
      case java.time.Duration duration -> JSON.textNode(duration.toString());
      case com.google.protobuf.Timestamp time ->
          JSON.textNode(com.google.protobuf.util.Timestamps.toString(time));
      case com.google.protobuf.Duration duration ->
          JSON.textNode(com.google.protobuf.util.Durations.toString(duration));
      case com.google.protobuf.ByteString bytes ->
          JSON.textNode(Base64.getEncoder().encodeToString(bytes.toByteArray()));
      case dev.cel.common.values.CelByteString bytes ->
          JSON.textNode(Base64.getEncoder().encodeToString(bytes.toByteArray()));
      case Optional<?> optional ->
          optional.isPresent() ? json(optional.get(), cost) : JSON.nullNode();
      case Map<?, ?> map -> object(map, cost);
      case Iterable<?> list -> array(list, cost);
      default ->
          throw new EvaluationException(
              "its value is a %s, which is no JSON".formatted(value.getClass().getSimpleName()));
    };
  }

  private static JsonNode object(Map<?, ?> map, Cost cost) throws EvaluationException {
    ObjectNode node = JSON.objectNode();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      node.set(String.valueOf(entry.getKey()), json(entry.getValue(), cost));
    }
    return node;
  }

  private static JsonNode array(Iterable<?> list, Cost cost) throws EvaluationException {
    ArrayNode node = JSON.arrayNode();
    for (Object element : list) {
      node.add(json(element, cost));
    }
    return node;
  }
}
