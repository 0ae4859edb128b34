package io.fleetexecutor.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where in an object a change is, with the values before and after it, and nothing else of it. */
final class ObjectDelta {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ObjectDelta() {}

  /**
   * Equal where objects of two clusters change alike: unless nothing else changes, without what is
   * each cluster's own; never with the moment of a restart.
   *
   * @param before null: there was none
   * @param after null: there is none any more
   */
  static JsonNode of(@Nullable JsonNode before, @Nullable JsonNode after) {
    ObjectNode common = between(common(before), common(after));
    return common.isEmpty() ? between(whole(before), whole(after)) : common;
  }

  private static JsonNode common(@Nullable JsonNode object) {
    return object == null ? MissingNode.getInstance() : Normalization.normalize(object);
  }

  private static JsonNode whole(@Nullable JsonNode object) {
    ObjectNode shown = ObjectDiff.shown(object);
    if (shown == null) {
      return MissingNode.getInstance();
    }
    ObjectNode copy = shown.deepCopy();
    VaryingFields.RESTARTS.removeFrom(copy);
    return copy;
  }

  /** Empty where there is no difference. */
  private static ObjectNode between(JsonNode before, JsonNode after) {
    ObjectNode delta = NODES.objectNode();
    if (Bookkeeping.isEqual(before, after)) {
      return delta;
    }
    if (before.isObject() && after.isObject()) {
      return delta.set("fields", ofFields(fields(before), fields(after)));
    }
    if (before instanceof ArrayNode one && after instanceof ArrayNode other) {
      Map<String, JsonNode> items = items(one);
      Map<String, JsonNode> otherItems = items(other);
      // Where items come, go or change places, all of them are the change.
      if (items.keySet().stream().toList().equals(otherItems.keySet().stream().toList())) {
        return delta.set("items", ofFields(items, otherItems));
      }
    }
    put(delta, "before", before);
    put(delta, "after", after);
    return delta;
  }

  private static ObjectNode ofFields(Map<String, JsonNode> before, Map<String, JsonNode> after) {
    ObjectNode deltas = NODES.objectNode();
    Stream.concat(before.keySet().stream(), after.keySet().stream())
        .distinct()
        .forEach(
            name -> {
              ObjectNode delta = between(value(before, name), value(after, name));
              if (!delta.isEmpty()) {
                deltas.set(name, delta);
              }
            });
    return deltas;
  }

  private static JsonNode value(Map<String, JsonNode> values, String name) {
    return values.getOrDefault(name, MissingNode.getInstance());
  }

  private static void put(ObjectNode delta, String side, JsonNode value) {
    if (!value.isMissingNode()) {
      delta.set(side, value);
    }
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  /** By their names, as containers have them; by their places where not each has its own name. */
  private static Map<String, JsonNode> items(ArrayNode array) {
    Map<String, JsonNode> byName = new LinkedHashMap<>();
    Map<String, JsonNode> byPlace = new LinkedHashMap<>();
    for (JsonNode item : array) {
      byPlace.put("#" + byPlace.size(), item);
      if (item.path("name").isTextual()) {
        byName.put(item.path("name").textValue(), item);
      }
    }
    return byName.size() == array.size() ? byName : byPlace;
  }
}
