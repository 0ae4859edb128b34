package io.fleetexecutor.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.filter.Run.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one comparison takes. */
class ComparisonTest {

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n"})
  void anEmptyFilterTakesEverything(String filter) {
    assertThat(Run.named("x").passes(filter)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "state = TIMED_OUT, true",
    "state=TIMED_OUT, true",
    "state = STATE_TIMED_OUT, true",
    "state = \"TIMED_OUT\", true",
    "state = FAILED, false",
    "state != TIMED_OUT, false",
    "state != RUNNING, true"
  })
  void aStateIsNamedWithOrWithoutItsPrefix(String filter, boolean expected) {
    assertThat(Run.in(State.STATE_TIMED_OUT).passes(filter)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          prod-eu-1 | name = prod-eu-1      | true
          prod-eu-1 | name = prod           | false
          prod-eu-1 | name = Prod-eu-1      | false
          prod-eu-1 | name != prod          | true
          prod-eu-1 | name = prod-*         | true
          prod-eu-1 | name = "prod-*"       | true
          prod-eu-1 | name = *-eu-*         | true
          prod-eu-1 | name = *1             | true
          prod-eu-1 | name = *              | true
          prod-eu-1 | name = **             | true
          prod-eu-1 | name = *eu*eu*        | false
          prod-eu-1 | name != "*eu*"        | false
          aba       | name = a*b*a          | true
          ab        | name = ab*b           | false
          aXbXc     | name = a*b*c          | true
          a.b:c/d   | name = a.b:c/d        | true
          a?b       | name = a?b            | true
          axb       | name = a?b            | false
          a*b       | name = "a\\*b"        | true
          axb       | name = "a\\*b"        | false
          a"b       | name = "a\\"b"        | true
          a"b       | name = 'a"b'          | true
          a'b       | name = 'a\\'b'        | true
          a\\b      | name = "a\\\\b"       | true
          AND       | name = "AND"          | true
          a b       | name = "a b"          | true
          -1        | name = -1             | true
          näme😀    | name = näme*          | true
          """)
  void aTextIsEqualOrMatchesWildcards(String name, String filter, boolean expected) {
    assertThat(Run.named(name).passes(filter)).isEqualTo(expected);
  }

  @Test
  void anEmptyTextEqualsQuotesWithNothingInThem() {
    assertThat(Run.named("").passes("name = \"\"")).isTrue();
    assertThat(Run.named("x").passes("name = ''")).isFalse();
  }

  @Test
  void aPatternIsNeverTriedTwice() {
    String pattern = "*a".repeat(1_500) + "b";
    assertThat(Run.named("a".repeat(10_000)).passes("name = " + pattern)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "=, false, true, false",
    "!=, true, false, true",
    "<, true, false, false",
    "<=, true, true, false",
    ">, false, false, true",
    ">=, false, true, true"
  })
  void aTimeIsComparedWithATime(String operator, boolean before, boolean same, boolean after) {
    String filter = "end_time " + operator + " \"2026-01-31T00:00:00Z\"";
    assertThat(Run.endedAt("2026-01-30T23:59:59.999999999Z").passes(filter)).isEqualTo(before);
    assertThat(Run.endedAt("2026-01-31T00:00:00Z").passes(filter)).isEqualTo(same);
    assertThat(Run.endedAt("2026-01-31T00:00:00.000000001Z").passes(filter)).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "end_time = 2026-01-31T00:00:00Z",
        "end_time=2026-01-31T00:00:00.000Z",
        "end_time = '2026-01-31T02:30:00+02:30'",
        "end_time = 2026-01-30T19:00:00-05:00"
      })
  void aTimeMayHaveAnOffsetAndNeedsNoQuotes(String filter) {
    assertThat(Run.endedAt("2026-01-31T00:00:00Z").passes(filter)).isTrue();
    assertThat(Run.endedAt("2026-01-31T00:00:01Z").passes(filter)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"=, false", "!=, true", "<, false", "<=, false", ">, false", ">=, false"})
  void whereThereIsNoTimeOnlyNotEqualHolds(String operator, boolean expected) {
    assertThat(Run.endedAt(null).passes("end_time " + operator + " 2026-01-31T00:00:00Z"))
        .isEqualTo(expected);
  }
}
