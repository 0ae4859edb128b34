package io.fleetexecutor.manifest;

import io.fleetexecutor.manifest.Segments.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads the documents of a source, each as YAML or JSON; a broken one hides no other. */
final class DocumentReader {
  private final Problems problems;
  private final Consumer<Document> documents;
  private final NodeCount nodes = new NodeCount();
  private int count;

  /**
   * @param documents takes those that are not empty
   */
  DocumentReader(Problems problems, Consumer<Document> documents) {
    this.problems = problems;
    this.documents = documents;
  }

  /**
   * One document.
   *
   * @param place "document 2", from 1, with the empty ones
   */
  record Document(Node root, Place place) {}

  void read(String source) {
    for (Segment segment :
        Segments.of(source.startsWith("\uFEFF") ? source.substring(1) : source)) {
      if (problems.isFull()) {
        return;
      }
      if (count > Limits.DOCUMENTS) {
        problems.add("more than %,d documents".formatted(Limits.DOCUMENTS));
        return;
      }
      if (!segment.isBlank()) {
        read(segment);
      }
    }
  }

  private void read(Segment segment) {
    List<Node> roots = new ArrayList<>();
    SyntaxException error = null;
    try {
      read(segment, roots);
    } catch (SyntaxException e) {
      error = e;
    }
    for (Node root : roots) {
      Place place = nextPlace(segment);
      if (!root.getTag().equals(Tag.NULL)) {
        documents.accept(new Document(root, place));
      }
    }
    if (error != null) {
      problems.add(nextPlace(segment), error.mark(), error.description());
    }
  }

  private Place nextPlace(Segment segment) {
    return new Place("document " + ++count, segment.firstLine());
  }

  private void read(Segment segment, List<Node> roots) throws SyntaxException {
    String json = segment.json();
    if (json == null) {
      YamlReader.read(segment.text(), nodes, roots::add);
      return;
    }
    try {
      JsonReader.read(json, nodes, roots::add);
    } catch (SyntaxException notJson) {
      readFlowStyle(segment, roots, notJson);
    }
  }

  /** What looks like JSON may be YAML in flow style; where it is neither, what read more tells. */
  private void readFlowStyle(Segment segment, List<Node> roots, SyntaxException notJson)
      throws SyntaxException {
    List<Node> documents = new ArrayList<>();
    try {
      YamlReader.read(segment.text(), nodes, documents::add);
    } catch (SyntaxException notYaml) {
      throw notYaml.isBehind(notJson) ? notYaml : notJson;
    }
    roots.clear();
    roots.addAll(documents);
  }
}
