package io.fleetexecutor.manifest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Checks that a document is a JSON patch (RFC 6902): an array of complete operations. */
final class JsonPatch {
  /** What each operation needs beside its path. */
  private static final Map<String, Set<String>> OPERATIONS =
      Map.of(
          "add", Set.of("value"),
          "remove", Set.of(),
          "replace", Set.of("value"),
          "move", Set.of("from"),
          "copy", Set.of("from"),
          "test", Set.of("value"));

  private static final Pattern BROKEN_ESCAPE = Pattern.compile("~(?![01])");

  private final Mappings mappings;
  private final Problems problems;
  private final Place place;

  private JsonPatch(Mappings mappings, Problems problems, Place place) {
    this.mappings = mappings;
    this.problems = problems;
    this.place = place;
  }

  static void check(Node root, Mappings mappings, Problems problems, Place place)
      throws LimitException {
    if (!(root instanceof SequenceNode operations)) {
      problems.add(place, root.getStartMark(), "a JSON patch must be an array of operations");
      return;
    }
    List<Node> nodes = operations.getValue();
    if (nodes.isEmpty()) {
      problems.add(place, root.getStartMark(), "changes nothing: it has no operations");
    }
    for (int i = 0; i < nodes.size() && !problems.isFull(); i++) {
      Place operation = new Place("operation " + (i + 1), place.firstLine());
      new JsonPatch(mappings, problems, operation).operation(nodes.get(i));
    }
  }

  private void operation(Node operation) throws LimitException {
    if (!(operation instanceof MappingNode)) {
      problems.add(place, operation.getStartMark(), "must be an object with op and path");
      return;
    }
    String op = string(operation, "op");
    Set<String> needs = op == null ? Set.of() : OPERATIONS.get(op);
    if (needs == null) {
      problems.add(
          place,
          operation.getStartMark(),
          "op \"%s\" is unknown; use add, remove, replace, move, copy or test"
              .formatted(Text.shortened(String.valueOf(op))));
      needs = Set.of();
    }
    pointer(operation, "path");
    if (needs.contains("from")) {
      pointer(operation, "from");
    }
    if (needs.contains("value") && mappings.get(operation, "value", place) == null) {
      problems.add(
          place, operation.getStartMark(), "value is missing, which %s needs".formatted(op));
    }
  }

  private void pointer(Node operation, String key) throws LimitException {
    String pointer = string(operation, key);
    if (pointer != null && !isPointer(pointer)) {
      problems.add(
          place,
          operation.getStartMark(),
          ("%s \"%s\" is no JSON pointer; it begins with /, as in /metadata/labels, "
                  + "and has ~0 for ~ and ~1 for / in a name")
              .formatted(key, Text.shortened(pointer)));
    }
  }

  private static boolean isPointer(String pointer) {
    return (pointer.isEmpty() || pointer.startsWith("/")) && !BROKEN_ESCAPE.matcher(pointer).find();
  }

  private @Nullable String string(Node operation, String key) throws LimitException {
    Node value = mappings.get(operation, key, place);
    if (value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      return scalar.getValue();
    }
    problems.add(
        place,
        value == null ? operation.getStartMark() : value.getStartMark(),
        key + (value == null ? " is missing" : " must be a string"));
    return null;
  }
}
