package io.fleetexecutor.cluster.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.json.TreeBuilder.Detail;
import java.io.IOException;
import java.util.function.Predicate;

/** Makes a tree of each small object. */
public final class TreeReader implements ElementReader {

  private static final long MAX_CHARACTERS = 8 << 20;
  // What has no text takes memory, too.
  private static final int LEAST_OF_TOKEN = 8;

  private final Predicate<JsonNode> consumer;
  private final TreeBuilder tree;
  private long characters;

  /**
   * Without the managed fields.
   *
   * @param consumer false: nothing more is wanted
   */
  public TreeReader(Predicate<JsonNode> consumer) {
    this(Detail.READABLE, consumer);
  }

  /**
   * @param consumer false: nothing more is wanted
   */
  public TreeReader(Detail detail, Predicate<JsonNode> consumer) {
    this.tree = new TreeBuilder(detail);
    this.consumer = consumer;
  }

  @Override
  public boolean accept(JsonParser parser, JsonToken token) throws IOException {
    characters += Math.max(LEAST_OF_TOKEN, parser.getTextLength());
    if (characters > MAX_CHARACTERS) {
      throw ClusterFailure.unexpectedAnswer("an element of the answer is too large", 200);
    }
    ObjectNode complete = tree.accept(parser, token);
    if (complete == null) {
      return true;
    }
    characters = 0;
    return consumer.test(complete);
  }
}
