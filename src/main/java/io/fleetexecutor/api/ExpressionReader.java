package io.fleetexecutor.api;

import io.fleetexecutor.cel.Expression;
import io.fleetexecutor.cel.ExpressionException;
import io.fleetexecutor.cel.Expressions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that expressions compile, and that they are what they are for. */
record ExpressionReader(Violations violations) {
  private static final int MOST_EXPECTATIONS = 16;

  /** Of one object, true or false. */
  void condition(String text, String field) {
    if (text.isBlank()) {
      violations.add(field, "is required");
      return;
    }
    Expression expression = compile(text, field);
    if (expression != null) {
      violations.check(
          !expression.isOverAll(),
          field,
          "is over objects, must be over object: the one that is waited for");
      bool(expression, field);
    }
  }

  void expectations(List<String> texts, String field) {
    violations.check(
        texts.size() <= MOST_EXPECTATIONS,
        field,
        "has %,d entries, at most %d are allowed".formatted(texts.size(), MOST_EXPECTATIONS));
    for (int i = 0; i < Math.min(texts.size(), MOST_EXPECTATIONS); i++) {
      expectation(texts.get(i), "%s[%d]".formatted(field, i));
    }
  }

  private void expectation(String text, String field) {
    if (text.isBlank()) {
      violations.add(field, "is empty, must be an expression as \"object.spec.replicas > 1\"");
      return;
    }
    Expression expression = compile(text, field);
    if (expression != null) {
      bool(expression, field);
    }
  }

  /** Of any value; empty: none. */
  void value(String text, String field) {
    if (!text.isEmpty()) {
      compile(text, field);
    }
  }

  private void bool(Expression expression, String field) {
    violations.check(expression.mayBeBoolean(), field, "must be true or false, and never is");
  }

  /** Null where it is none; that is noted, and where nothing is noted nothing is compiled. */
  private @Nullable Expression compile(String text, String field) {
    if (violations.areIgnored()) {
      return null;
    }
    try {
      return Expressions.of(text);
    } catch (ExpressionException e) {
      e.problems()
          .forEach(
              problem ->
                  violations.add(
                      field,
                      "line %d, column %d: %s"
                          .formatted(problem.line(), problem.column(), problem.description())));
      return null;
    }
  }
}
