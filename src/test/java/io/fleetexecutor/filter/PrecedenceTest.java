package io.fleetexecutor.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How comparisons are combined; each filter is tried on one named "a". */
class PrecedenceTest {

  @ParameterizedTest
  @CsvSource({
    "name=a AND name=b, false",
    "name=a AND name=*, true",
    "name=a OR name=b, true",
    "name=b OR name=c, false",
    "name=a name=*, true",
    "name=a name=b, false",
    "NOT name=b, true",
    "NOT name=a, false",
    "-name=b, true",
    "-name=a, false",
    "-(name=a), false",
    "NOT(name=b OR name=c), true"
  })
  void operatorsDoWhatTheySay(String filter, boolean expected) {
    assertThat(Run.named("a").passes(filter)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=b AND name=b OR name=a",
        "name=a OR name=a AND name=b",
        "name=b name=b OR name=a",
        "name=a OR name=a name=b"
      })
  void orBindsTighterThanAndAndJuxtaposition(String filter) {
    assertThat(Run.named("a").passes(filter)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(name=b AND name=b) OR name=a",
        "name=a OR (name=a AND name=b)",
        "((name=a))",
        "(name=b name=b)OR(name=a)"
      })
  void parenthesesBindTightest(String filter) {
    assertThat(Run.named("a").passes(filter)).isTrue();
  }

  @Test
  void aNegationBindsTighterThanOr() {
    assertThat(Run.named("a").passes("NOT name=b OR name=a")).isTrue();
    assertThat(Run.named("a").passes("-name=a OR name=a")).isTrue();
  }

  @Test
  void longFiltersTakeNoMoreStackThanShortOnes() {
    assertThat(Run.named("a").passes("name=a ".repeat(585))).isTrue();
    assertThat(Run.named("a").passes("name=b OR ".repeat(409) + "name=a")).isTrue();
  }

  @Test
  void thirtyTwoParenthesesMayBeNested() {
    assertThat(Run.named("a").passes("(".repeat(32) + "name=a" + ")".repeat(32))).isTrue();
    assertThat(Run.named("a").passes("(name=a)".repeat(40))).isTrue();
  }
}
