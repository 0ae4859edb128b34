package io.fleetexecutor.filter;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A field that is a time, or has none yet. */
final class TimeField<T> extends Field<T> {
  private final Function<T, @Nullable Instant> accessor;

  TimeField(Function<T, @Nullable Instant> accessor) {
    this.accessor = accessor;
  }

  @Override
  Predicate<T> matching(Comparison comparison) {
    Instant bound = instant(comparison);
    Operator operator = comparison.operator();
    return item -> {
      Instant time = accessor.apply(item);
      return time == null ? operator == Operator.NOT_EQUAL : operator.holds(time.compareTo(bound));
    };
  }

  private static Instant instant(Comparison comparison) {
    try {
      return OffsetDateTime.parse(comparison.value().text()).toInstant();
    } catch (DateTimeParseException e) {
      throw comparison.wrongValue("a time as in RFC 3339, for example \"2026-01-31T00:00:00Z\"");
    }
  }
}
