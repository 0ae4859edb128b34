package io.fleetexecutor.cluster.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.json.TreeBuilder.Detail;
import java.io.IOException;
import java.util.function.Predicate;

/** The events of a watch, one JSON object after the other. */
public final class WatchEvents implements TokenReader<Boolean> {
  private final TreeReader events;
  private boolean wantsMore = true;

  /**
   * @param consumer false: nothing more is wanted
   */
  public WatchEvents(Predicate<JsonNode> consumer) {
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
