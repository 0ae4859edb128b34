package io.fleetexecutor.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Removes any number of fields in one walk over an object. */
final class FieldTree {
  private static final String ITEMS = "[]";

  private final Map<String, FieldTree> parents = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();
  private final List<String> prefixes = new ArrayList<>();

  private FieldTree() {}

  static FieldTree of(List<FieldPath> paths) {
    FieldTree tree = new FieldTree();
    paths.forEach(path -> tree.add(path.names()));
    return tree;
  }

  private void add(List<String> path) {
    String name = path.getFirst();
    if (path.size() > 1) {
      parents.computeIfAbsent(name, absent -> new FieldTree()).add(path.subList(1, path.size()));
    } else if (name.endsWith("*")) {
      prefixes.add(name.substring(0, name.length() - 1));
    } else {
      names.add(name);
    }
  }

  /** Removes the fields, and the labels or annotations that are empty without them. */
  void removeFrom(JsonNode node) {
    if (node instanceof ArrayNode array && parents.get(ITEMS) instanceof FieldTree ofItems) {
      array.forEach(ofItems::removeFrom);
    } else if (node instanceof ObjectNode object && !object.isEmpty()) {
      if (!names.isEmpty() || !prefixes.isEmpty()) {
        object.properties().removeIf(field -> isMeant(field.getKey()));
      }
      parents.forEach((name, child) -> child.removeFromChild(object, name));
    }
  }

  private void removeFromChild(ObjectNode parent, String name) {
    if (parent.get(name) instanceof JsonNode child && !child.isEmpty()) {
      removeFrom(child);
      if (child.isEmpty() && (name.equals("annotations") || name.equals("labels"))) {
        parent.remove(name);
      }
    }
  }

  private boolean isMeant(String name) {
    if (names.contains(name)) {
      return true;
    }
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
