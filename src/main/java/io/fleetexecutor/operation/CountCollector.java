package io.fleetexecutor.operation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fleetexecutor.cluster.json.ElementReader;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts objects, and keeps none of them. */
final class CountCollector extends OutputCollector {

  CountCollector(OutputPolicy policy, Review review, Visibility visibility, long maxCount) {
    super(policy, review, visibility, maxCount);
  }

  @Override
  boolean showsObjects() {
    return false;
  }

  @Override
  Map<String, ElementReader> elementReaders() {
    return Map.of("items", new Counter());
  }

  @Override
  @Nullable Output output() {
    return null;
  }

  private final class Counter implements ElementReader {
    private int depth;

    @Override
    public boolean accept(JsonParser parser, JsonToken token) {
      if (depth == 0 && !wantsMore()) {
        return false;
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd() && --depth == 0) {
        skip();
      }
      return true;
    }
  }
}
