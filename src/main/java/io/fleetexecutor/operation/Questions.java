package io.fleetexecutor.operation;

import io.fleetexecutor.cel.Expression;
import io.fleetexecutor.cel.ExpressionException;
import io.fleetexecutor.cel.Expressions;
import io.fleetexecutor.model.ExecutionSpec;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of the objects of each answer.
 *
 * @param fingerprint null: the objects are compared as they are
 * @param projection null: the objects are the output
 */
record Questions(
    @Nullable Expression fingerprint,
    @Nullable Expression projection,
    List<Expression> expectations) {

  static Questions of(ExecutionSpec spec) {
    return new Questions(
        optional(spec.outputPolicy().fingerprintExpression()),
        optional(spec.outputPolicy().projection()),
        spec.expectations().stream().map(Questions::compile).toList());
  }

  private static @Nullable Expression optional(String source) {
    return source.isEmpty() ? null : compile(source);
  }

  static Expression compile(String source) {
    try {
      return Expressions.of(source);
    } catch (ExpressionException e) {
      throw new IllegalStateException("an expression that was accepted does not compile", e);
    }
  }

  /** Whether objects have to be read whole, whatever the output is to be. */
  boolean needObjects() {
    return all().findAny().isPresent();
  }

  boolean isAnyOverAll() {
    return all().anyMatch(Expression::isOverAll);
  }

  private Stream<Expression> all() {
    return Stream.concat(
        Stream.of(fingerprint, projection).filter(Objects::nonNull), expectations.stream());
  }
}
