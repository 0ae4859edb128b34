package io.fleetexecutor.filter;

import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One property of what is filtered, and how it compares. */
public abstract sealed class Field<T> permits EnumField, StringField, TimeField {

  /**
   * One of some values, by their names; a filter may name them with or without {@code STATE_}.
   * Knows = and !=. Where there is none, it differs from all.
   */
  public static <T, E extends Enum<E>> Field<T> oneOf(
      Collection<E> values, Function<T, @Nullable E> accessor) {
    return new EnumField<>(values, accessor);
  }

  /** A text, which an asterisk in the filter's value may stand for any part of. Knows = and !=. */
  public static <T> Field<T> string(Function<T, String> accessor) {
    return new StringField<>("", accessor);
  }

  /**
   * A resource name, as a text; the filter's value may be with its collection or without.
   *
   * @param collection with its slash
   * @param accessor gives the name without the collection
   */
  public static <T> Field<T> name(String collection, Function<T, String> accessor) {
    return new StringField<>(collection, accessor);
  }

  /** A time, given as in RFC 3339. Where there is none, only != holds. */
  public static <T> Field<T> time(Function<T, @Nullable Instant> accessor) {
    return new TimeField<>(accessor);
  }

  /** What the comparison takes. */
  abstract Predicate<T> matching(Comparison comparison);
}
