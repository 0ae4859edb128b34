package io.fleetexecutor.api;

import java.util.List;

/** Checks that expressions compile, and that they are what they are for. */
record ExpressionReader(Violations violations) {
  private static final int MOST_EXPECTATIONS = 16;

  /** Of one object, true or false. */
  void condition(String text, String field) {
    if (text.isBlank()) {
      violations.add(field, "is required");
      return;
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
    value(text, field);
  }

  /** Of any value; empty: none. */
  void value(String text, String field) {
    // Not compiled yet.
  }
}
