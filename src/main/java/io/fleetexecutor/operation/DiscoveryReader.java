package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.BodyReader;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.json.DocumentReader;
import io.fleetexecutor.cluster.json.ElementReader;
import io.fleetexecutor.cluster.json.JsonBodyReader;
import io.fleetexecutor.cluster.json.TreeReader;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Reads one answer of discovery, and fails where it lists far more than any real API server. */
final class DiscoveryReader implements BodyReader<JsonNode> {
  private static final int MAX_MEBIBYTES = 8;
  private static final long MAX_BYTES = MAX_MEBIBYTES << 20;
  private static final int MAX_ENTRIES = 20_000;

  private final JsonBodyReader<JsonNode> document;
  private long bytes;
  private long entries;

  /**
   * @param elements takers by the names of the arrays
   */
  DiscoveryReader(Map<String, Consumer<JsonNode>> elements) {
    Map<String, ElementReader> readers = new HashMap<>();
    elements.forEach((name, taker) -> readers.put(name, new TreeReader(node -> take(node, taker))));
    this.document = new JsonBodyReader<>(new DocumentReader(readers));
  }

  private boolean take(JsonNode element, Consumer<JsonNode> taker) {
    entries += entries(element);
    if (entries > MAX_ENTRIES) {
      throw ClusterFailure.unexpectedAnswer(
          "the API server lists more than %,d API groups, versions and resources"
              .formatted(MAX_ENTRIES),
          200);
    }
    taker.accept(element);
    return true;
  }

  /** Itself, a group or a resource, and what is in it. */
  private static long entries(JsonNode element) {
    long count = 1L + element.path("shortNames").size();
    for (String inner : new String[] {"versions", "resources"}) {
      for (JsonNode node : element.path(inner)) {
        count += entries(node);
      }
    }
    return count;
  }

  @Override
  public boolean read(Buffer chunk) {
    bytes += chunk.length();
    if (bytes > MAX_BYTES) {
      throw ClusterFailure.unexpectedAnswer(
          "the API server lists more than %d MiB of API groups and resources"
              .formatted(MAX_MEBIBYTES),
          200);
    }
    return document.read(chunk);
  }

  @Override
  public JsonNode result() {
    return document.result();
  }
}
