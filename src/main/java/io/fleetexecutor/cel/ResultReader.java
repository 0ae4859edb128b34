package io.fleetexecutor.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.TypeType;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes JSON of what an expression results in, up to a size. */
final class ResultReader {
  static final int MAX_CHARACTERS = 16 << 20;

  /** What each value takes beside its text, at least. */
  private static final int OVERHEAD = 2;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private long characters;

  private ResultReader() {}

  static JsonNode read(@Nullable Object value) throws EvaluationException {
    return new ResultReader().node(value);
  }

  private JsonNode node(@Nullable Object value) throws EvaluationException {
    JsonNode input =
        switch (value) {
          case JsonMap map -> map.object();
          case JsonList list when list.nodes() instanceof ArrayNode array -> array;
          case null, default -> null;
        };
    if (input != null) {
      measure(input);
      return input;
    }
    return switch (value) {
      case List<?> list -> array(list);
      case Map<?, ?> map -> object(map);
      case null -> measured(JSON.nullNode());
      default -> measured(scalar(value));
    };
  }

  private ArrayNode array(List<?> list) throws EvaluationException {
    add(OVERHEAD);
    ArrayNode array = JSON.arrayNode();
    for (Object item : list) {
      array.add(node(item));
    }
    return array;
  }

  private ObjectNode object(Map<?, ?> map) throws EvaluationException {
    add(OVERHEAD);
    ObjectNode object = JSON.objectNode();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        throw new EvaluationException("the result has a map whose keys are not strings");
      }
      add(key.length() + OVERHEAD);
      object.set(key, node(entry.getValue()));
    }
    return object;
  }

  private static JsonNode scalar(Object value) throws EvaluationException {
    return switch (value) {
      case NullValue ignored -> JSON.nullNode();
      case Boolean bool -> JSON.booleanNode(bool);
      case Long number -> JSON.numberNode(number);
      case UnsignedLong number -> JSON.numberNode(number.bigIntegerValue());
      case Double number when Double.isFinite(number) -> JSON.numberNode(number);
      case Double ignored ->
          throw new EvaluationException("the result is not a finite number, which JSON lacks");
      case String text -> JSON.textNode(text);
      case CelByteString bytes ->
          JSON.textNode(Base64.getEncoder().encodeToString(bytes.toByteArray()));
      case Instant time -> JSON.textNode(time.toString());
      case Duration duration -> JSON.textNode(seconds(duration));
      case Optional<?> ignored ->
          throw new EvaluationException("the result is an optional value; end it with .orValue(…)");
      case TypeType ignored -> throw new EvaluationException("the result is a type");
      default -> throw new EvaluationException("the result is of a type that JSON lacks");
    };
  }

  private static String seconds(Duration duration) {
    BigDecimal seconds =
        BigDecimal.valueOf(duration.getSeconds())
            .add(BigDecimal.valueOf(duration.getNano(), 9))
            .stripTrailingZeros();
    return seconds.toPlainString() + "s";
  }

  private JsonNode measured(JsonNode scalar) throws EvaluationException {
    add(scalar.asText().length() + OVERHEAD);
    return scalar;
  }

  private void measure(JsonNode node) throws EvaluationException {
    add(OVERHEAD + (node.isTextual() ? node.textValue().length() : 0));
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      add(field.getKey().length() + OVERHEAD);
      measure(field.getValue());
    }
    if (node.isArray()) {
      for (JsonNode item : node) {
        measure(item);
      }
    }
  }

  private void add(int count) throws EvaluationException {
    characters += count;
    if (characters > MAX_CHARACTERS) {
      throw new EvaluationException("the result is larger than 16 MiB");
    }
  }
}
