package io.fleetexecutor.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Names fields of an object; {@code []} stands for every item of an array, and a last name that
 * ends in {@code *} for every name that begins so.
 */
record FieldPath(List<String> names) {

  static FieldPath of(String... names) {
    return new FieldPath(List.of(names));
  }

  /** Removes the fields, and the labels or annotations that are empty without them. */
  void removeFrom(JsonNode root) {
    remove(root, 0);
  }

  private void remove(JsonNode node, int index) {
    String name = names.get(index);
    if (node instanceof ArrayNode array && name.equals("[]")) {
      array.forEach(item -> remove(item, index + 1));
    } else if (node instanceof ObjectNode object && index == names.size() - 1) {
      removeField(object, name);
    } else if (node instanceof ObjectNode object && object.get(name) instanceof JsonNode child) {
      int before = child.size();
      remove(child, index + 1);
      boolean isEmptied = before > 0 && child.isEmpty();
      if (isEmptied && (name.equals("annotations") || name.equals("labels"))) {
        object.remove(name);
      }
    }
  }

  private static void removeField(ObjectNode object, String name) {
    if (name.endsWith("*")) {
      String prefix = name.substring(0, name.length() - 1);
      object.properties().removeIf(field -> field.getKey().startsWith(prefix));
    } else {
      object.remove(name);
    }
  }
}
