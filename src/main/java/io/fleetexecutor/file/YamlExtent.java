package io.fleetexecutor.file;

import java.util.List;
import java.util.Map;

/** Finds documents whose aliases make them endless, or larger than any file may be. */
final class YamlExtent {

  private static final int MOST_NODES = 5_000_000;
  private static final int DEEPEST = 100;

  private int nodes;

  private YamlExtent() {}

  static boolean isBounded(Object document) {
    return new YamlExtent().isBounded(document, 0);
  }

  private boolean isBounded(Object node, int depth) {
    nodes++;
    if (nodes > MOST_NODES || depth > DEEPEST) {
      return false;
    }
    return switch (node) {
      case Map<?, ?> map -> areBounded(map.keySet(), depth) && areBounded(map.values(), depth);
      case List<?> list -> areBounded(list, depth);
      case null, default -> true;
    };
  }

  private boolean areBounded(Iterable<?> children, int depth) {
    for (Object child : children) {
      if (!isBounded(child, depth + 1)) {
        return false;
      }
    }
    return true;
  }
}
