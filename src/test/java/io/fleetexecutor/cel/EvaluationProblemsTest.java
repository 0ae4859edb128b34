package io.fleetexecutor.cel;

import static io.fleetexecutor.cel.Values.value;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told where an expression has no value. */
class EvaluationProblemsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          object.nope                    | no such key: nope
          object.a.b.c                   | no such key: b
          object['nope']                 | no such key: nope
          has(object.x.y)                | no such key: x
          object.n.y                     | no such key: y, for it is asked of something that is no map
          object.l[5]                    | Index out of bounds: 5
          object.n + 'a'                 | + cannot be applied to these types
          object.n.startsWith('a')       | startsWith cannot be applied to these types
          object.n < 'a'                 | < cannot be applied to these types
          object.n / 0                   | / by zero
          9223372036854775807 + object.n | long overflow
          int(object.s)                  | not a number: "text"
          object.s.matches('(')          | error parsing regexp: missing closing ): `(`
          object.l.slice(2, 1)           | Start index must be less than or equal to end index
          object.n ? 1 : 2               | expected boolean value, found: 1
          object.n.map(x, x)             | expected a list or a map for iteration range but got 'Long'
          {1: 2}                         | the result has a map whose keys are not strings
          {[1]: 2}                       | a key must be a string or a number
          {}[object.l]                   | a key must be a string or a number
          object.l in object             | a key must be a string or a number
          object.?n.?x.orValue(1)        | a value is of another type than is needed here
          object.?l[0].orValue(1)        | [] cannot be applied to an optional value here; put .orValue([]) before it
          optional.none()                | the result is an optional value; end it with .orValue(…)
          object.?n                      | the result is an optional value; end it with .orValue(…)
          type(1)                        | the result is a type
          0.0 / 0.0                      | the result is not a finite number, which JSON lacks
          """)
  void aMessageIsShortAndForPeople(String expression, String expected) {
    assertThatThrownBy(() -> value(expression, "{a: {}, n: 1, s: text, l: [1, 2, 3]}"))
        .isInstanceOf(EvaluationException.class)
        .hasMessage(expected)
        .hasNoCause();
  }

  @Test
  void aLongMessageIsCut() {
    assertThatThrownBy(() -> value("int(object.s)", "{s: %s}".formatted("x".repeat(1_000))))
        .hasMessageStartingWith("not a number: \"xxx")
        .message()
        .hasSize(201);
  }

  @Test
  void aLongMessageIsCutBetweenCharacters() {
    assertThatThrownBy(() -> value("int(object.s)", "{s: x%s}".formatted("😀".repeat(1_000))))
        .message()
        .endsWith("😀…");
    assertThatThrownBy(() -> value("int(object.s)", "{s: xx%s}".formatted("😀".repeat(1_000))))
        .message()
        .endsWith("😀…");
  }
}
