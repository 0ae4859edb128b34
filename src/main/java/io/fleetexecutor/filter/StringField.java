package io.fleetexecutor.filter;

import java.util.function.Function;
import java.util.function.Predicate;

/** A field that is a text, or a resource name that may be given without its collection. */
final class StringField<T> extends Field<T> {
  private final String collection;
  private final Function<T, String> accessor;

  /**
   * @param collection before the text that the accessor gives, as {@code clusters/}; or empty
   */
  StringField(String collection, Function<T, String> accessor) {
    this.collection = collection;
    this.accessor = accessor;
  }

  @Override
  Predicate<T> matching(Comparison comparison) {
    comparison.requireEquality();
    Value value = comparison.value();
    boolean equal = comparison.operator() == Operator.EQUAL;
    return item -> matches(value, accessor.apply(item)) == equal;
  }

  private boolean matches(Value value, String text) {
    return value.matches(text) || (!collection.isEmpty() && value.matches(collection + text));
  }
}
