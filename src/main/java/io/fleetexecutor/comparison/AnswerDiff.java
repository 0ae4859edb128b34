package io.fleetexecutor.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Matches the objects of two answers and shows those that differ; of too many only how many. */
final class AnswerDiff {
  private final String baseName;
  private final String otherName;
  private final BoundedText text = new BoundedText();

  private AnswerDiff(String baseName, String otherName) {
    this.baseName = baseName;
    this.otherName = otherName;
  }

  static String of(List<JsonNode> base, List<JsonNode> other, String baseName, String otherName) {
    AnswerDiff diff = new AnswerDiff(baseName, otherName);
    diff.compare(byKey(base), byKey(other));
    return diff.text.toString();
  }

  private static Map<Key, Deque<ObjectNode>> byKey(List<JsonNode> objects) {
    Map<Key, Deque<ObjectNode>> byKey = new LinkedHashMap<>();
    for (JsonNode object : objects) {
      if (Normalization.normalize(object) instanceof ObjectNode node) {
        byKey.computeIfAbsent(Key.of(node), key -> new ArrayDeque<>()).add(node);
      }
    }
    return byKey;
  }

  private void compare(Map<Key, Deque<ObjectNode>> base, Map<Key, Deque<ObjectNode>> other) {
    base.forEach(
        (key, objects) -> {
          Deque<ObjectNode> others = other.getOrDefault(key, new ArrayDeque<>());
          objects.forEach(object -> add(key, object, others.poll()));
        });
    other.forEach((key, objects) -> objects.forEach(object -> add(key, null, object)));
  }

  private void add(Key key, @Nullable ObjectNode left, @Nullable ObjectNode right) {
    if (left != null && right != null && Bookkeeping.isEqual(left, right)) {
      return;
    }
    if (text.isFull()) {
      text.addUnseenObject();
      return;
    }
    text.add(
        ObjectPair.lines(left, right, key.of(baseName), key.of(otherName), baseName, otherName));
  }

  private record Key(String kind, String namespace, String name) {

    static Key of(ObjectNode object) {
      JsonNode metadata = object.path("metadata");
      return new Key(
          object.path("kind").asText(),
          metadata.path("namespace").asText(),
          metadata.path("name").asText());
    }

    /** What heads a side of the diff; the cluster's name alone of what has no name itself. */
    String of(String cluster) {
      String object = "%s %s".formatted(kind, namespace.isEmpty() ? name : namespace + "/" + name);
      return object.isBlank() ? cluster : "%s: %s".formatted(cluster, object.strip());
    }
  }
}
