package io.fleetexecutor.manifest;

import io.fleetexecutor.manifest.DocumentReader.Document;
import io.fleetexecutor.model.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads what is to be applied: any number of YAML documents and JSON values, understood as kubectl
 * does. What is wrong is told all at once; memory and time are bounded whatever the source is.
 */
public final class Manifests {
  private final Problems problems = new Problems();
  private final Map<Identity, Place> places = new HashMap<>();
  private final List<Manifest> manifests = new ArrayList<>();
  private int objectCount;
  private long totalBytes;

  private Manifests() {}

  /**
   * The objects in the order of the source, those of Lists one by one.
   *
   * @throws ManifestException with everything that is wrong
   */
  public static List<Manifest> parse(String source) throws ManifestException {
    Manifests reading = new Manifests();
    if (Limits.isLonger(source, Limits.SOURCE_BYTES)) {
      reading.problems.add(
          "the manifests are larger than " + Limits.mebibytes(Limits.SOURCE_BYTES));
    } else {
      new DocumentReader(reading.problems, reading::document).read(source);
      if (reading.objectCount == 0 && reading.problems.count() == 0) {
        reading.problems.add("there is nothing to apply; give at least one object");
      }
    }
    reading.problems.throwIfAny();
    return List.copyOf(reading.manifests);
  }

  private void document(Document document) {
    Mappings mappings = new Mappings(problems);
    Node root = document.root();
    try {
      List<Node> items = items(root, mappings, document.place());
      if (items == null) {
        object(root, mappings, document.place());
        return;
      }
      for (int i = 0; i < items.size() && !isOver(); i++) {
        item(items.get(i), mappings, document.place().in("item " + (i + 1)));
      }
    } catch (LimitException e) {
      problems.add(document.place(), root.getStartMark(), String.valueOf(e.getMessage()));
    }
  }

  private void item(Node item, Mappings mappings, Place place) throws LimitException {
    if (items(item, mappings, place) == null) {
      object(item, mappings, place);
    } else {
      problems.add(place, item.getStartMark(), "a List cannot be in a List");
    }
  }

  /** Of a List; null where it is none. */
  private static @Nullable List<Node> items(Node node, Mappings mappings, Place place)
      throws LimitException {
    boolean isList =
        mappings.get(node, "kind", place) instanceof ScalarNode kind
            && kind.getValue().endsWith("List")
            && mappings.get(node, "apiVersion", place) != null;
    return isList && mappings.get(node, "items", place) instanceof SequenceNode items
        ? items.getValue()
        : null;
  }

  private void object(Node object, Mappings mappings, Place place) throws LimitException {
    if (isOver()) {
      return;
    }
    if (++objectCount > Limits.OBJECTS) {
      problems.add(place, object.getStartMark(), "more than %,d objects".formatted(Limits.OBJECTS));
      return;
    }
    Manifest manifest = ObjectReader.read(object, mappings, problems, place);
    if (manifest != null) {
      add(manifest, object, place);
    }
  }

  private void add(Manifest manifest, Node object, Place place) {
    totalBytes += manifest.json().length();
    if (isOver()) {
      problems.add(
          place,
          object.getStartMark(),
          "the objects are larger than %s, with their aliases expanded"
              .formatted(Limits.mebibytes(Limits.TOTAL_BYTES)));
      return;
    }
    Place first = places.putIfAbsent(Identity.of(manifest), place);
    if (first != null) {
      problems.add(
          place,
          object.getStartMark(),
          "%s is there twice, first in %s".formatted(Identity.of(manifest), first.name()));
      return;
    }
    manifests.add(manifest);
  }

  private boolean isOver() {
    return problems.isFull() || objectCount > Limits.OBJECTS || totalBytes > Limits.TOTAL_BYTES;
  }
}
