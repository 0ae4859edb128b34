package io.fleetexecutor.cel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/** Values of JSON as a list that cannot be changed. */
final class JsonList extends AbstractList<Object> implements RandomAccess {
  private final Iterable<JsonNode> nodes;
  private final IntFunction<JsonNode> get;
  private final int size;

  JsonList(ArrayNode array) {
    nodes = array;
    get = array::get;
    size = array.size();
  }

  JsonList(List<JsonNode> list) {
    nodes = list;
    get = list::get;
    size = list.size();
  }

  Iterable<JsonNode> nodes() {
    return nodes;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Object get(int index) {
    return JsonValues.of(get.apply(index));
  }

  /** Short, for it becomes a part of messages. */
  @Override
  public String toString() {
    return "[…]";
  }
}
