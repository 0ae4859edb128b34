package io.fleetexecutor.operation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.fleetexecutor.cluster.ClusterFailure;
import java.io.IOException;
import java.util.function.Predicate;

/** Makes a tree of each small object, without the managed fields, which nobody needs here. */
final class TreeReader implements ElementReader {

  private static final long MAX_CHARACTERS = 8 << 20;

  private final Predicate<JsonNode> consumer;
  private TokenBuffer tokens = new TokenBuffer(StreamingJson.MAPPER, false);
  private int depth;
  private int skippedAt = -1;
  private long characters;

  /**
   * @param consumer false: nothing more is wanted
   */
  TreeReader(Predicate<JsonNode> consumer) {
    this.consumer = consumer;
  }

  @Override
  public boolean accept(JsonParser parser, JsonToken token) throws IOException {
    if (token.isStructEnd()) {
      depth--;
    }
    copy(parser, token);
    if (token.isStructStart()) {
      depth++;
    }
    return depth > 0 || end();
  }

  private void copy(JsonParser parser, JsonToken token) throws IOException {
    if (skippedAt >= 0) {
      if (depth == skippedAt && !token.isStructStart()) {
        skippedAt = -1;
      }
      return;
    }
    if (token == JsonToken.FIELD_NAME && parser.currentName().equals("managedFields")) {
      skippedAt = depth;
      return;
    }
    characters += parser.getTextLength();
    if (characters > MAX_CHARACTERS) {
      throw ClusterFailure.unexpectedAnswer("an element of the answer is too large", 200);
    }
    tokens.copyCurrentEvent(parser);
  }

  private boolean end() throws IOException {
    JsonNode tree;
    try (TokenBuffer complete = tokens;
        JsonParser parser = complete.asParser()) {
      tree = StreamingJson.MAPPER.readTree(parser);
    }
    tokens = new TokenBuffer(StreamingJson.MAPPER, false);
    characters = 0;
    return consumer.test(tree);
  }
}
