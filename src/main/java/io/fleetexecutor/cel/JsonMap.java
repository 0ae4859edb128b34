package io.fleetexecutor.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object of JSON as a map that cannot be changed. */
final class JsonMap extends AbstractMap<String, Object> {
  private final ObjectNode object;

  JsonMap(ObjectNode object) {
    this.object = object;
  }

  ObjectNode object() {
    return object;
  }

  @Override
  public int size() {
    return object.size();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String name && object.has(name);
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    JsonNode value = key instanceof String name ? object.get(name) : null;
    return value == null ? null : JsonValues.of(value);
  }

  @Override
  public Set<Entry<String, Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return object.size();
      }

      @Override
      public Iterator<Entry<String, Object>> iterator() {
        Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return fields.hasNext();
          }

          @Override
          public Entry<String, Object> next() {
            Map.Entry<String, JsonNode> field = fields.next();
            return Map.entry(field.getKey(), JsonValues.of(field.getValue()));
          }
        };
      }
    };
  }

  /** Short, for it becomes a part of messages. */
  @Override
  public String toString() {
    return "{…}";
  }
}
