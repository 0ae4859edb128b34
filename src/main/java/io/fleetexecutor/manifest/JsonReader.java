package io.fleetexecutor.manifest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads JSON values one after the other, as nodes of YAML, so that both are checked alike. */
final class JsonReader {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Limits.NESTING).build())
          .build();
  private static final int[] NO_TEXT = {};

  private final JsonParser parser;
  private final NodeCount nodes;

  private JsonReader(JsonParser parser, NodeCount nodes) {
    this.parser = parser;
    this.nodes = nodes;
  }

  /**
   * @throws SyntaxException after the values before it
   */
  static void read(String text, NodeCount nodes, Consumer<Node> values) throws SyntaxException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      JsonReader reader = new JsonReader(parser, nodes);
      while (parser.nextToken() != null) {
        values.accept(reader.value());
      }
    } catch (StreamConstraintsException e) {
      throw new SyntaxException(
          mark(e.getLocation()),
          "nested deeper than %d levels, or a number too long".formatted(Limits.NESTING));
    } catch (JsonProcessingException e) {
      throw new SyntaxException(
          mark(e.getLocation()), "this is not JSON: " + withoutHalves(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a character that takes two, the parser quotes the first alone. */
  private static String withoutHalves(String message) {
    return message.replaceAll("\\p{Cs}", "?");
  }

  private Node value() throws IOException, SyntaxException {
    Mark mark = mark();
    if (!nodes.add()) {
      throw new SyntaxException(mark, NodeCount.TOO_MANY);
    }
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> new MappingNode(Tag.MAP, true, fields(), mark, mark, FlowStyle.FLOW);
      case START_ARRAY -> new SequenceNode(Tag.SEQ, true, items(), mark, mark, FlowStyle.FLOW);
      case VALUE_NUMBER_INT -> scalar(Tag.INT, mark);
      case VALUE_NUMBER_FLOAT -> scalar(Tag.FLOAT, mark);
      case VALUE_TRUE, VALUE_FALSE -> scalar(Tag.BOOL, mark);
      case VALUE_NULL -> scalar(Tag.NULL, mark);
      default -> scalar(Tag.STR, mark);
    };
  }

  private List<NodeTuple> fields() throws IOException, SyntaxException {
    List<NodeTuple> fields = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Node key = scalar(Tag.STR, mark());
      parser.nextToken();
      fields.add(new NodeTuple(key, value()));
    }
    return fields;
  }

  private List<Node> items() throws IOException, SyntaxException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return items;
  }

  private Node scalar(Tag tag, Mark mark) throws IOException {
    return new ScalarNode(tag, parser.getText(), mark, mark, ScalarStyle.PLAIN);
  }

  private Mark mark() {
    return Objects.requireNonNull(mark(parser.currentTokenLocation()));
  }

  private static @Nullable Mark mark(@Nullable JsonLocation location) {
    if (location == null) {
      return null;
    }
    int line = location.getLineNr() - 1;
    return new Mark("", 0, Math.max(0, line), Math.max(0, location.getColumnNr() - 1), NO_TEXT, 0);
  }
}
