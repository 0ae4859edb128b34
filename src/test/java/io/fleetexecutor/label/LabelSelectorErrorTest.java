package io.fleetexecutor.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What kubectl refuses is refused, and told where. */
class LabelSelectorErrorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a,app in web,b | \"app in web\": expected values in parentheses, as in \"(a,b)\", but found"
            + " \"web\"",
        "app in (web    | \"app in (web\": expected \",\" or \")\" but found the end",
        "app in (a b)   | \"app in (a b)\": expected \",\" or \")\" but found \"b\"",
        "app            notin | \"app            notin\": expected values in parentheses, as in"
            + " \"(a,b)\", but found the end",
        "app,           | \"\": expected a label's key but found the end",
        ",app           | \"\": expected a label's key but found the end",
        "=web           | \"=web\": expected a label's key but found \"=\"",
        "!              | \"!\": expected a label's key but found the end",
        "a=b=c          | \"a=b=c\": expected \",\" or the end but found \"=\"",
        "!a=b           | \"!a=b\": expected \",\" or the end but found \"=\"",
        "a b            | \"a b\": expected \"=\", \"==\", \"!=\", \"in\", \"notin\", \">\" or \"<\" after"
            + " the key but found \"b\"",
        "weight>heavy   | \"weight>heavy\": \">\" and \"<\" compare with a whole number of 64 bits"
      })
  void theMessageNamesTheRequirementAndWhatWouldBeRight(String selector, String message) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(LabelSelectorException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-app", "app-", "a/b/c", "/a", "a/", "A.com/b", "a..b/c", ".a/b", "a./b", "a-/b", "a_b/c",
        "ä", "a\u0000", "\u2003a", "a;b", "'a'"
      })
  void whatIsNoKeyIsRefused(String key) {
    assertThatThrownBy(() -> LabelSelector.parse(key))
        .hasMessage("\"" + key.strip() + "\": " + LabelSyntax.KEY_RULE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=-b", "a=b-", "a!=b/c", "a in (b,.c)", "a=ä", "a>-1", "a=\"b\""})
  void whatIsNoValueIsRefused(String selector) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .hasMessage("\"" + selector + "\": " + LabelSyntax.VALUE_RULE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",",
        "(",
        ")",
        "a)",
        "a(b)",
        "a in b,c)",
        "a in ((b))",
        "a in (b))",
        "a in (b) c",
        "a not in (b)",
        "a IN (b)",
        "a=(b)",
        "!!a",
        "!=a",
        "a=!b",
        "a===b",
        "a>=1",
        "a<>1",
        "a>",
        "a<1.5",
        "a>b",
        "a>9223372036854775808",
        "a in (b=c)"
      })
  void otherMistakesAreRefused(String selector) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(LabelSelectorException.class);
  }

  @Test
  void keysAndValuesThatAreTooLongAreRefused() {
    assertRefused("n".repeat(64), LabelSyntax.KEY_RULE);
    assertRefused("p".repeat(254) + "/n", LabelSyntax.KEY_RULE);
    assertRefused("a=" + "v".repeat(64), LabelSyntax.VALUE_RULE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a-", "(", ")", ",", "a,", "!", "a in (", "=", " ", "a.", "😀"})
  @Timeout(5)
  void aHostileTextIsRefusedAtOnce(String part) {
    assertRefused(part.repeat(4_000_000 / part.length()), "at most 4,096 characters");
    String longest = part.repeat(4_096 / part.length());
    assertThat(longest).hasSizeGreaterThan(4_000);
    if (!longest.isBlank()) {
      assertRefused(longest, "\": ");
    }
  }

  @Test
  void theMessageStaysShort() {
    assertThatThrownBy(() -> LabelSelector.parse("😀".repeat(2_000)))
        .message()
        .startsWith("\"" + "😀".repeat(100) + "…\": ");
  }

  private static void assertRefused(String selector, String problem) {
    assertThatThrownBy(() -> LabelSelector.parse(selector))
        .isInstanceOf(LabelSelectorException.class)
        .message()
        .contains(problem)
        .hasSizeLessThan(500);
  }
}
