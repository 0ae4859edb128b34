package io.fleetexecutor.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads one filter by recursive descent; only a parenthesis descends. */
final class Parser<T> {
  private final Lexer lexer;
  private final Fields<T> fields;
  private int nesting;

  Parser(Lexer lexer, Fields<T> fields) {
    this.lexer = lexer;
    this.fields = fields;
  }

  Predicate<T> filter() {
    if (lexer.atEnd()) {
      return item -> true;
    }
    Predicate<T> filter = expression();
    if (!lexer.atEnd()) {
      throw lexer.unexpected("AND, OR, a comparison or the end");
    }
    return filter;
  }

  private Predicate<T> expression() {
    List<Predicate<T>> factors = new ArrayList<>();
    do {
      factors.add(factor());
      // One factor after another means the same without AND.
    } while (lexer.take("AND") || !(lexer.atEnd() || lexer.isAt(')')));
    return factors.size() == 1
        ? factors.getFirst()
        : item -> factors.stream().allMatch(factor -> factor.test(item));
  }

  private Predicate<T> factor() {
    List<Predicate<T>> terms = new ArrayList<>();
    do {
      terms.add(term());
    } while (lexer.take("OR"));
    return terms.size() == 1
        ? terms.getFirst()
        : item -> terms.stream().anyMatch(term -> term.test(item));
  }

  private Predicate<T> term() {
    boolean negated = lexer.take('-') || lexer.take("NOT");
    int position = lexer.position();
    Predicate<T> term = lexer.take('(') ? group(position) : comparison();
    return negated ? term.negate() : term;
  }

  private Predicate<T> group(int position) {
    if (++nesting > Filter.MAX_NESTING) {
      throw new FilterException(
          position, "parentheses are nested deeper than " + Filter.MAX_NESTING);
    }
    Predicate<T> group = expression();
    if (!lexer.take(')')) {
      throw new FilterException(position, "found '(' without its ')'");
    }
    nesting--;
    return group;
  }

  private Predicate<T> comparison() {
    int position = lexer.position();
    String name = lexer.fieldName();
    int operatorPosition = lexer.position();
    Operator operator = lexer.operator();
    if (operator == null) {
      throw new FilterException(
          position,
          "found '%s' alone; write a comparison such as field = \"%s\", with a field of: %s"
              .formatted(name, name, fields.names()));
    }
    @Nullable Field<T> field = fields.find(name);
    if (field == null) {
      throw new FilterException(
          position, "there is no field '%s'; the fields are: %s".formatted(name, fields.names()));
    }
    return field.matching(new Comparison(name, operatorPosition, operator, lexer.value()));
  }
}
