package io.fleetexecutor.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a text that cannot be compiled. */
class ExpressionProblemsTest {

  private static List<String> problemsOf(String source) {
    List<String> problems = new ArrayList<>();
    assertThatThrownBy(() -> Expression.compile(source))
        .isInstanceOfSatisfying(
            ExpressionException.class, e -> e.problems().forEach(p -> problems.add(p.toString())));
    return problems;
  }

  @Test
  void everyProblemIsToldWithItsPlace() {
    assertThat(problemsOf("foo == 1 &&\n  object.a == bar"))
        .containsExactly(
            "line 1, column 1: there is no 'foo'; there are object (each one) and objects (all of them)",
            "line 2, column 15: there is no 'bar'; there are object (each one) and objects (all of them)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1 + 'a'       | line 1, column 3: found no matching overload for '_+_' applied to '(int, string)'
          object.       | line 1, column 8: no viable alternative at input '.'
          as            | line 1, column 1: reserved identifier: as
          object.a.x(   | line 1, column 12: mismatched input '<EOF>'
          'a'.replace('a', 'b')  | line 1, column 12: there is no function 'replace'
          object.?a.optMap(x, x) | line 1, column 17: there is no function 'optMap'
          foo(1)        | line 1, column 4: there is no function 'foo'
          math.greatest([?]) | line 1, column 1: an argument of a function cannot be read
          """)
  void aProblemIsShort(String source, String expected) {
    assertThat(problemsOf(source)).contains(expected);
  }

  @Test
  void objectAndObjectsCannotBeUsedTogether() {
    assertThat(problemsOf("objects.size() > 1 &&\n object.a"))
        .containsExactly(
            "line 2, column 2: object and objects cannot be used together: the one is for each "
                + "object, the other for all at once");
    assertThat(problemsOf("objects.exists(o, o.a == object.a)")).hasSize(1);
    assertThat(problemsOf("object.map(objects, objects).size() == objects.size()")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void anEmptyExpressionIsToldOf(String source) {
    assertThat(problemsOf(source)).containsExactly("line 1, column 1: the expression is empty");
  }

  @Test
  void anExpressionHasAtMost4096Characters() throws Exception {
    assertThat(Expression.compile("'" + "x".repeat(4094) + "'").isOverAll()).isFalse();
    assertThat(problemsOf("'" + "x".repeat(4095) + "'"))
        .containsExactly(
            "line 1, column 1: the expression has 4,097 characters; at most 4,096 are allowed");
  }

  @ParameterizedTest
  @CsvSource({"'(',1,')'", "'[','',']'", "'1+',1,''", "'',object,'.a'", "'-(',1,')'"})
  void anExpressionIsNotNestedDeeply(String open, String middle, String close) {
    int count = 4000 / (open.length() + close.length());
    assertThat(problemsOf(open.repeat(count) + middle + close.repeat(count)))
        .first()
        .asString()
        .contains("recursion limit");
  }

  @Test
  void messagesOfProtobufCannotBeMade() {
    assertThat(problemsOf("google.protobuf.Value{string_value: 'x'}")).isNotEmpty();
  }
}
