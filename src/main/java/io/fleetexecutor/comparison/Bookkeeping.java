package io.fleetexecutor.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** What an API server writes down about an object. */
final class Bookkeeping {
  private Bookkeeping() {}

  /** A shallow copy without some fields of the object and of its metadata. */
  static ObjectNode without(
      ObjectNode object, Collection<String> fields, Collection<String> ofMetadata) {
    ObjectNode copy = object.objectNode();
    copy.setAll(object);
    copy.remove(fields);
    if (copy.get("metadata") instanceof ObjectNode metadata) {
      ObjectNode rest = metadata.objectNode();
      rest.setAll(metadata);
      rest.remove(ofMetadata);
      copy.set("metadata", rest);
    }
    return copy;
  }

  /** Whether two values are the same, however their numbers are represented. */
  static boolean isEqual(JsonNode one, JsonNode other) {
    return one.equals(
        (a, b) -> {
          if (a.equals(b)) {
            return 0;
          }
          return a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : 1;
        },
        other);
  }
}
