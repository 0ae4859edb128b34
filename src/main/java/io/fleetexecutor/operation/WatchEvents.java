package io.fleetexecutor.operation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.operation.TreeBuilder.Detail;
import java.io.IOException;
import java.util.function.Predicate;

/** The events of a watch, one JSON object after the other. */
final class WatchEvents implements TokenReader<Boolean> {
  private final TreeReader events;
  private boolean wantsMore = true;

  /**
   * @param consumer false: nothing more is wanted
   */
  WatchEvents(Predicate<JsonNode> consumer) {
    this.events =
        new TreeReader(
            Detail.WHOLE,
            event -> {
              wantsMore = consumer.test(event);
              return wantsMore;
            });
  }

  @Override
  public boolean accept(JsonParser parser, JsonToken token) throws IOException {
    return events.accept(parser, token);
  }

  @Override
  public boolean mayBeEmpty() {
    return true;
  }

  /** Whether it ended although more was wanted. */
  @Override
  public Boolean result() {
    return wantsMore;
  }
}
