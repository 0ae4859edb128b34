package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.StatusFailures;

/** Refuses what is not of the shape that was asked for, so that nothing is concluded from it. */
final class AnswerShape {
  private AnswerShape() {}

  static JsonNode object(JsonNode answer) {
    if (StatusFailures.isStatus(answer)) {
      throw ClusterFailure.unexpectedAnswer(
          "HTTP 200 with a Status: " + StatusFailures.excerpt(answer.path("message").asText("")),
          200);
    }
    return answer.isObject() && !kind(answer).isEmpty()
        ? answer
        : refuse(answer, "no Kubernetes object");
  }

  /** The items of a list; null where there are none, which some API servers write so. */
  static JsonNode items(JsonNode list) {
    JsonNode items = object(list).path("items");
    return kind(list).endsWith("List") && (items.isArray() || items.isNull())
        ? items
        : refuse(list, "no list");
  }

  static JsonNode event(JsonNode event) {
    return event.path("type").isTextual() && event.path("object").isObject()
        ? event
        : refuse(event, "no event of a watch");
  }

  private static String kind(JsonNode object) {
    return object.path("kind").asText("");
  }

  private static JsonNode refuse(JsonNode answer, String problem) {
    throw ClusterFailure.unexpectedAnswer(
        "the answer is %s: %s".formatted(problem, StatusFailures.excerpt(answer.toString())), 200);
  }
}
