package io.fleetexecutor.manifest;

import io.fleetexecutor.manifest.DocumentReader.Document;
import io.fleetexecutor.model.Operation.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a patch, as YAML or JSON; it is of the shape that its type asks for. */
public final class Patches {
  private Patches() {}

  /**
   * The patch as JSON.
   *
   * @throws ManifestException with everything that is wrong
   */
  public static String toJson(PatchType type, String source) throws ManifestException {
    Problems problems = new Problems();
    if (Limits.isLonger(source, Limits.OBJECT_BYTES)) {
      problems.add("the patch is larger than " + Limits.mebibytes(Limits.OBJECT_BYTES));
    }
    problems.throwIfAny();
    List<Document> documents = new ArrayList<>();
    new DocumentReader(problems, documents::add).read(source);
    problems.throwIfAny();
    String json = null;
    if (documents.size() == 1) {
      json = patch(type, documents.getFirst(), problems);
    } else if (documents.isEmpty()) {
      problems.add("the patch is empty");
    } else {
      problems.add("the patch has %d documents; give one".formatted(documents.size()));
    }
    problems.throwIfAny();
    return Objects.requireNonNull(json);
  }

  private static @Nullable String patch(PatchType type, Document document, Problems problems) {
    Node root = document.root();
    Place place = new Place("the patch", document.place().firstLine());
    Mappings mappings = new Mappings(problems);
    try {
      switch (type) {
        case JSON -> JsonPatch.check(root, mappings, problems, place);
        case MERGE, STRATEGIC_MERGE -> {
          if (!(root instanceof MappingNode object)) {
            problems.add(place, root.getStartMark(), "a patch of this type must be an object");
          } else if (mappings.fields(object, place).isEmpty()) {
            problems.add(place, root.getStartMark(), "changes nothing: it is an empty object");
          }
        }
      }
    } catch (LimitException e) {
      problems.add(place, root.getStartMark(), String.valueOf(e.getMessage()));
      return null;
    }
    return JsonWriter.write(root, mappings, problems, place);
  }
}
