package io.fleetexecutor.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretValuesTest {

  private static SecretValues of(String json) {
    try {
      return SecretValues.of(new ObjectMapper().readTree(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aValueIsHiddenAsItWasSentDecodedAndEncoded() {
    SecretValues values =
        of("{\"data\":{\"a\":\"aHVudGVyMg==\"},\"stringData\":{\"b\":\"correct\"}}");

    assertThat(values.hideIn("bad: aHVudGVyMg==, \"hunter2\", correct, Y29ycmVjdA==."))
        .isEqualTo("bad: REDACTED, \"REDACTED\", REDACTED, REDACTED.");
  }

  @Test
  void aValueOfSeveralLinesIsHiddenAsMessagesQuoteIt() {
    SecretValues values = of("{\"stringData\":{\"a\":\"one \\\"two\\\"\\nthree\\n\"}}");

    assertThat(values.hideIn("Invalid value: \"one \\\"two\\\"\\nthree\\n\": no"))
        .isEqualTo("Invalid value: \"REDACTED\\n\": no");
    assertThat(values.hideIn("HTTP 500: one \"two\" three")).isEqualTo("HTTP 500: REDACTED");
  }

  @Test
  void theLongestOfValuesThatOverlapIsHiddenWhole() {
    assertThat(
            of("{\"stringData\":{\"a\":\"pass\",\"b\":\"password\"}}").hideIn("a password, pass"))
        .isEqualTo("a REDACTED, REDACTED");
  }

  @Test
  void whatIsShorterThanFourCharactersIsInAnyText() {
    assertThat(of("{\"stringData\":{\"a\":\"not\"}}").hideIn("this is not it"))
        .isEqualTo("this is not it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [{"op":"add","path":"/data/a","value":"hunter2"}]                     | REDACTED
          [{"op":"add","path":"/stringData","value":{"a":"hunter2"}}]           | REDACTED
          [{"op":"replace","path":"","value":{"stringData":{"a":"hunter2"}}}]   | REDACTED
          [{"op":"add","path":"/metadata/labels/a","value":"hunter2"}]          | hunter2
          [{"op":"remove","path":"odd"}]                                        | hunter2
          {"metadata":{"labels":{"a":"hunter2"}}}                               | hunter2
          """)
  void ofAPatchWhatItGivesTheContentsIsHidden(String patch, String told) {
    assertThat(of(patch).hideIn("hunter2")).isEqualTo(told);
  }
}
