package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ClusterFailure;

/** A name in discovery, no longer than Kubernetes allows: it comes with every object of a kind. */
final class DiscoveredName {
  private static final int MAX_LENGTH = 253;

  private DiscoveredName() {}

  static String of(JsonNode node) {
    String name = node.asText("");
    if (name.length() > MAX_LENGTH) {
      throw ClusterFailure.unexpectedAnswer(
          "the API server lists a name of more than %d characters".formatted(MAX_LENGTH), 200);
    }
    return name;
  }
}
