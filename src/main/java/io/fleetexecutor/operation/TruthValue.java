package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/** The value of an expression that is to be true or false: nothing else counts as either. */
final class TruthValue {
  private TruthValue() {}

  static boolean isTrue(JsonNode value) {
    return value.isBoolean() && value.booleanValue();
  }

  /** What is wrong with a value that is neither; empty of one that is true or false. */
  static Optional<String> problem(JsonNode value) {
    return value.isBoolean()
        ? Optional.empty()
        : Optional.of("it must be true or false, and is " + type(value));
  }

  /** As CEL calls it. */
  private static String type(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> "null";
      case ARRAY -> "a list";
      case OBJECT -> "a map";
      default -> "a " + value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }
}
