package io.fleetexecutor.filter;

import java.util.function.Predicate;

/**
 * A filter as in <a href="https://google.aip.dev/160">AIP-160</a>, without functions, traversal of
 * fields, the has operator and literals alone:
 *
 * <pre>{@code
 * filter     = [ expression ]
 * expression = factor { [ "AND" ] factor }
 * factor     = term { "OR" term }
 * term       = [ "NOT" | "-" ] ( "(" expression ")" | comparison )
 * comparison = field ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) value
 * value      = bare | "'" characters "'" | '"' characters '"'
 * }</pre>
 *
 * So OR binds tighter than AND. A bare value ends at a space, a parenthesis, a quote or one of
 * {@code = < > !}. In quotes a backslash stands before {@code " ' \ *}; an asterisk without one is
 * the wildcard. An empty filter takes everything.
 *
 * <p>Reading and testing take a bounded stack and no more than text times pattern steps.
 */
public final class Filter<T> implements Predicate<T> {
  static final int MAX_LENGTH = 4096;
  static final int MAX_NESTING = 32;

  private final Predicate<T> predicate;

  private Filter(Predicate<T> predicate) {
    this.predicate = predicate;
  }

  /**
   * Reads a filter over these fields.
   *
   * @throws FilterException where the text is none
   */
  public static <T> Filter<T> parse(String text, Fields<T> fields) {
    if (text.length() > MAX_LENGTH) {
      throw new FilterException(
          MAX_LENGTH + 1,
          "the filter has %,d characters; at most %,d are allowed"
              .formatted(text.length(), MAX_LENGTH));
    }
    return new Filter<>(new Parser<>(new Lexer(text), fields).filter());
  }

  @Override
  public boolean test(T item) {
    return predicate.test(item);
  }
}
