package io.fleetexecutor.cel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the tests of expressions share. */
final class Values {
  private static final YAMLMapper YAML = new YAMLMapper();

  private Values() {}

  static JsonNode tree(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String value(String expression, @Nullable String object)
      throws ExpressionException, EvaluationException {
    JsonNode tree = object == null ? null : tree(object);
    return Expression.compile(expression).evaluate(tree).toString();
  }

  /** Of an expression over all objects, or of one that needs none. */
  static String valueOfAll(String expression, List<JsonNode> objects)
      throws ExpressionException, EvaluationException {
    Expression compiled = Expression.compile(expression);
    return (compiled.isOverAll()
            ? compiled.evaluateAll(objects, new Budget())
            : compiled.evaluate(null))
        .toString();
  }

  /** As an API server lists them, of about 3 KB each. */
  static List<JsonNode> pods(int count) {
    List<JsonNode> pods = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder environment = new StringBuilder();
      for (int variable = 0; variable < 30; variable++) {
        environment.append(
            "{name: VARIABLE_%d, value: a value of some length %d}, ".formatted(variable, i));
      }
      pods.add(
          tree(
              """
              apiVersion: v1
              kind: Pod
              metadata: {name: web-%d, namespace: ns-%d, labels: {app: web, tier: front}}
              spec:
                containers:
                - {name: web, image: "registry.example/web:1.%d", env: [%s]}
                - {name: proxy, image: "registry.example/proxy:2"}
              status: {phase: %s, containerStatuses: [{restartCount: %d, ready: true}]}
              """
                  .formatted(
                      i, i % 10, i % 3, environment, i % 4 == 0 ? "Pending" : "Running", i % 5)));
    }
    return pods;
  }
}
