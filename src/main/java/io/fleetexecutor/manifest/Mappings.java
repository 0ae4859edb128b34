package io.fleetexecutor.manifest;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The fields of the mappings of one document, with merge keys resolved: what a mapping says itself
 * wins, then what is merged first. Each mapping is looked at once, however many aliases it has.
 */
final class Mappings {
  private final Problems problems;
  private final Map<MappingNode, Map<String, NodeTuple>> known = new IdentityHashMap<>();
  private int mergedKeys;

  Mappings(Problems problems) {
    this.problems = problems;
  }

  Map<String, NodeTuple> fields(MappingNode mapping, Place place) throws LimitException {
    return fields(mapping, place, 0);
  }

  /** A field's value; null where there is none, or no mapping. */
  @Nullable Node get(@Nullable Node node, String key, Place place) throws LimitException {
    if (!(node instanceof MappingNode mapping)) {
      return null;
    }
    NodeTuple field = fields(mapping, place).get(key);
    return field == null ? null : field.getValueNode();
  }

  private Map<String, NodeTuple> fields(MappingNode mapping, Place place, int depth)
      throws LimitException {
    Map<String, NodeTuple> fields = known.get(mapping);
    if (fields != null) {
      return fields;
    }
    if (depth > Limits.NESTING) {
      throw new LimitException("merges nested deeper than %d levels".formatted(Limits.NESTING));
    }
    fields = new LinkedHashMap<>();
    // A mapping that merges itself finds what it has so far: nothing.
    known.put(mapping, fields);
    List<NodeTuple> merges = new ArrayList<>();
    for (NodeTuple field : mapping.getValue()) {
      if (field.getKeyNode().getTag().equals(Tag.MERGE)) {
        merges.add(field);
      } else {
        add(field, fields, place);
      }
    }
    for (NodeTuple merge : merges) {
      merge(merge, fields, place, depth);
    }
    return fields;
  }

  private void add(NodeTuple field, Map<String, NodeTuple> fields, Place place) {
    Node keyNode = field.getKeyNode();
    String key = keyNode instanceof ScalarNode scalar ? Scalars.key(scalar) : null;
    if (key == null) {
      problems.add(place, keyNode.getStartMark(), "a key must be a string");
      return;
    }
    NodeTuple first = fields.putIfAbsent(key, field);
    if (first != null) {
      problems.add(
          place,
          keyNode.getStartMark(),
          "the key \"%s\" is there twice, first at %s"
              .formatted(
                  Text.shortened(key), place.lineAndColumn(first.getKeyNode().getStartMark())));
    }
  }

  private void merge(NodeTuple merge, Map<String, NodeTuple> fields, Place place, int depth)
      throws LimitException {
    Node value = merge.getValueNode();
    List<Node> sources = value instanceof SequenceNode list ? list.getValue() : List.of(value);
    for (Node source : sources) {
      if (!(source instanceof MappingNode mapping)) {
        problems.add(place, merge.getKeyNode().getStartMark(), "<< can only merge mappings");
        return;
      }
      Map<String, NodeTuple> merged = fields(mapping, place, depth + 1);
      mergedKeys += merged.size() + 1;
      if (mergedKeys > Limits.MERGED_KEYS) {
        throw new LimitException("more than %,d merged keys".formatted(Limits.MERGED_KEYS));
      }
      if (merged != fields) {
        merged.forEach(fields::putIfAbsent);
      }
    }
  }
}
