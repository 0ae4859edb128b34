package io.fleetexecutor.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Writes one node as JSON, aliases expanded, up to the limits of one object. */
final class JsonWriter {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private final Mappings mappings;
  private final Problems problems;
  private final Place place;
  private final JsonGenerator json;

  private JsonWriter(Mappings mappings, Problems problems, Place place, JsonGenerator json) {
    this.mappings = mappings;
    this.problems = problems;
    this.place = place;
    this.json = json;
  }

  /** Null where it cannot be JSON; the problems then say why. */
  static @Nullable String write(Node node, Mappings mappings, Problems problems, Place place) {
    int before = problems.count();
    BoundedOutput output = new BoundedOutput();
    try (JsonGenerator json = FACTORY.createGenerator(output)) {
      new JsonWriter(mappings, problems, place, json).value(node, 1);
      json.flush();
    } catch (LimitException e) {
      problems.add(place, node.getStartMark(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return problems.count() > before ? null : output.text();
  }

  private void value(Node node, int depth) throws IOException {
    if (depth > Limits.NESTING) {
      throw new LimitException("nested deeper than %d levels".formatted(Limits.NESTING));
    }
    if (node instanceof MappingNode mapping && isPlain(mapping, Tag.MAP)) {
      mapping(mapping, depth);
    } else if (node instanceof SequenceNode sequence && isPlain(sequence, Tag.SEQ)) {
      json.writeStartArray();
      for (Node item : sequence.getValue()) {
        value(item, depth + 1);
      }
      json.writeEndArray();
    } else if (node instanceof ScalarNode scalar) {
      scalar(scalar);
    } else {
      json.writeNull();
    }
  }

  private void mapping(MappingNode mapping, int depth) throws IOException {
    json.writeStartObject();
    for (Map.Entry<String, NodeTuple> field : mappings.fields(mapping, place).entrySet()) {
      json.writeFieldName(whole(field.getKey(), field.getValue().getKeyNode()));
      value(field.getValue().getValueNode(), depth + 1);
    }
    json.writeEndObject();
  }

  private void scalar(ScalarNode node) throws IOException {
    String text = node.getValue();
    Tag tag = node.getTag();
    try {
      if (tag.equals(Tag.STR) || tag.equals(Tag.MERGE)) {
        json.writeString(whole(text, node));
      } else if (tag.equals(Tag.INT)) {
        json.writeNumber(Scalars.integer(text));
      } else if (tag.equals(Tag.FLOAT)) {
        number(Scalars.decimal(text));
      } else if (tag.equals(Tag.BOOL)) {
        json.writeBoolean(Scalars.bool(text));
      } else {
        json.writeNull();
        isPlain(node, Tag.NULL);
      }
    } catch (NumberFormatException e) {
      json.writeNull();
      problems.add(
          place,
          node.getStartMark(),
          "\"%s\" is no number of JSON".formatted(Text.shortened(text)));
    }
  }

  private void number(Number number) throws IOException {
    if (number instanceof BigInteger whole) {
      json.writeNumber(whole);
    } else {
      json.writeNumber(BigDecimal.valueOf(number.doubleValue()));
    }
  }

  private boolean isPlain(Node node, Tag tag) {
    if (!node.getTag().equals(tag)) {
      problems.add(
          place,
          node.getStartMark(),
          "the tag %s is not allowed; leave it out".formatted(Text.shortened(shortTag(node))));
      return false;
    }
    return true;
  }

  private static String shortTag(Node node) {
    String tag = node.getTag().getValue();
    return tag.startsWith(Tag.PREFIX) ? "!!" + tag.substring(Tag.PREFIX.length()) : tag;
  }

  private String whole(String text, Node node) {
    if (Text.isBroken(text)) {
      problems.add(
          place,
          node.getStartMark(),
          "half a surrogate pair in \"%s\"".formatted(Text.shortened(text)));
      return "";
    }
    return text;
  }
}
