package io.fleetexecutor.filter;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A field that has one of some values. */
final class EnumField<T, E extends Enum<E>> extends Field<T> {
  private static final String PREFIX = "STATE_";

  private final List<E> values;
  private final Function<T, @Nullable E> accessor;

  EnumField(Collection<E> values, Function<T, @Nullable E> accessor) {
    this.values = List.copyOf(values);
    this.accessor = accessor;
  }

  @Override
  Predicate<T> matching(Comparison comparison) {
    comparison.requireEquality();
    String name = withoutPrefix(comparison.value().text());
    E wanted =
        values.stream()
            .filter(value -> withoutPrefix(value.name()).equals(name))
            .findFirst()
            .orElseThrow(() -> comparison.wrongValue("one of " + names()));
    boolean equal = comparison.operator() == Operator.EQUAL;
    return item -> (accessor.apply(item) == wanted) == equal;
  }

  private String names() {
    return String.join(", ", values.stream().map(value -> withoutPrefix(value.name())).toList());
  }

  private static String withoutPrefix(String name) {
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }
}
