package io.fleetexecutor.manifest;

import io.fleetexecutor.model.Manifest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads one object: what names it is there, and the whole of it can be JSON. */
final class ObjectReader {
  private final Node object;
  private final Mappings mappings;
  private final Problems problems;
  private final Place place;

  private ObjectReader(Node object, Mappings mappings, Problems problems, Place place) {
    this.object = object;
    this.mappings = mappings;
    this.problems = problems;
    this.place = place;
  }

  /** Null where something is wrong with it; the problems then say what. */
  static @Nullable Manifest read(Node object, Mappings mappings, Problems problems, Place place)
      throws LimitException {
    return new ObjectReader(object, mappings, problems, place).manifest();
  }

  private @Nullable Manifest manifest() throws LimitException {
    if (!(object instanceof MappingNode)) {
      problems.add(
          place,
          object.getStartMark(),
          "this is no object; it needs apiVersion, kind and metadata.name");
      return null;
    }
    int before = problems.count();
    String apiVersion = required(object, "apiVersion", "apiVersion", Names::problemOfApiVersion);
    String kind = required(object, "kind", "kind", Names::problemOfKind);
    Node metadata = mappings.get(object, "metadata", place);
    String name = name(metadata);
    String namespace =
        string(metadata, "namespace", "metadata.namespace", Names::problemOfNamespace);
    String json = JsonWriter.write(object, mappings, problems, place);
    if (apiVersion == null || kind == null || name == null || json == null) {
      return null;
    }
    return problems.count() > before
        ? null
        : new Manifest(apiVersion, kind, namespace == null ? "" : namespace, name, json);
  }

  private @Nullable String name(@Nullable Node metadata) throws LimitException {
    if (metadata != null && !(metadata instanceof MappingNode) && !isNull(metadata)) {
      problems.add(place, metadata.getStartMark(), "metadata must be an object");
      return null;
    }
    Node generateName = mappings.get(metadata, "generateName", place);
    if (mappings.get(metadata, "name", place) == null && generateName != null) {
      problems.add(
          place,
          generateName.getStartMark(),
          "metadata.generateName does not do: server-side apply needs a metadata.name");
      return null;
    }
    return required(metadata, "name", "metadata.name", Names::problemOfName);
  }

  private @Nullable String required(
      @Nullable Node parent, String key, String path, Function<String, @Nullable String> rule)
      throws LimitException {
    Node value = mappings.get(parent, key, place);
    if (value == null || isNull(value)) {
      problems.add(
          place, value == null ? start(parent) : value.getStartMark(), path + " is missing");
      return null;
    }
    String text = string(parent, key, path, rule);
    if (text != null && text.isEmpty()) {
      problems.add(place, value.getStartMark(), path + " is empty");
      return null;
    }
    return text;
  }

  /** Null where there is none, or a wrong one. */
  private @Nullable String string(
      @Nullable Node parent, String key, String path, Function<String, @Nullable String> rule)
      throws LimitException {
    Node value = mappings.get(parent, key, place);
    if (value == null || isNull(value)) {
      return null;
    }
    if (!(value instanceof ScalarNode scalar)) {
      problems.add(place, value.getStartMark(), path + " must be a string");
      return null;
    }
    String text = scalar.getValue();
    String shown = Text.shortened(text);
    if (!scalar.getTag().equals(Tag.STR)) {
      problems.add(
          place,
          value.getStartMark(),
          "%s must be a string; quote it: \"%s\"".formatted(path, shown));
      return null;
    }
    String problem = text.isEmpty() ? null : rule.apply(text);
    if (problem != null) {
      problems.add(place, value.getStartMark(), "%s \"%s\" %s".formatted(path, shown, problem));
      return null;
    }
    return text;
  }

  private Mark start(@Nullable Node parent) {
    return parent instanceof MappingNode ? parent.getStartMark() : object.getStartMark();
  }

  private static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }
}
