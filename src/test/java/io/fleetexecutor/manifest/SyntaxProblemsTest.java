package io.fleetexecutor.manifest;

import static io.fleetexecutor.manifest.Sources.configMap;
import static io.fleetexecutor.manifest.Sources.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a source that is neither YAML nor JSON, or more than data. */
class SyntaxProblemsTest {

  @Test
  void aBrokenDocumentHidesNoOther() {
    assertThat(problemsOf("kind: A\napiVersion: v1\n---\na: b: c\n---\nkind: B\napiVersion: v1\n"))
        .containsExactly(
            "document 1, line 1, column 1: metadata.name is missing",
            "document 2, line 4, column 5: this is not YAML: mapping values are not allowed here",
            "document 3, line 6, column 1: metadata.name is missing");
  }

  @Test
  void aTabIsToldOf() {
    assertThat(problemsOf("apiVersion: v1\nmetadata:\n\tname: a\n"))
        .containsExactly("document 1, line 3, column 1: a tab cannot indent YAML; use spaces");
  }

  @Test
  void brokenJsonIsToldAsJson() {
    assertThat(problemsOf("{\"kind\": \"A\", \"apiVersion\": \"v1\"}\n{\"kind\": \"B\" \"x\"}"))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isEqualTo("document 1, line 1, column 1: metadata.name is missing"),
            second -> assertThat(second).startsWith("document 2, line 2, column 14: this is not "));
    assertThat(problemsOf("{\"kind\": \"A\",\n \"x\": \"\\q\"}"))
        .singleElement()
        .asString()
        .startsWith("document 1, line 2, column")
        .contains("this is not JSON: ");
  }

  @Test
  void whatIsQuotedOfBrokenJsonHasWholeCharacters() {
    assertThat(problemsOf("{}\n{}\n\uD83D\uDE00"))
        .last()
        .asString()
        .contains("this is not JSON: ")
        .doesNotContainPattern("\\p{Cs}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v: !!binary aGVsbG8=              | the tag !!binary is not allowed; leave it out
          v: !!timestamp 2001-01-01         | the tag !!timestamp is not allowed; leave it out
          v: !!set {a}                      | the tag !!set is not allowed; leave it out
          v: !mine x                        | the tag !mine is not allowed; leave it out
          v: !mine [x]                      | the tag !mine is not allowed; leave it out
          v: !!java.lang.Runtime {}         | the tag tag:yaml.org,2002:java.lang.Runtime is not allowed
          v: !!int x                        | "x" is no number of JSON
          v: .inf                           | ".inf" is no number of JSON
          v: .NaN                           | ".NaN" is no number of JSON
          v: *unknown                       | this is not YAML: found undefined alias unknown
          """)
  void whatIsNoDataIsRefused(String line, String expected) {
    assertThat(problemsOf(configMap("a", line)))
        .containsExactly("document 1, line 4, column 4: " + expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"!<%20a> x", "!<%0Fa> [x]", "!a%20 {}"})
  void aTagThatIsNoneIsToldOf(String value) {
    assertThat(problemsOf("v: " + value))
        .containsExactly("document 1: this is not YAML: a tag with spaces around it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{a: 1, b: 2, a: 3}", "{\"a\": 1, \"b\": 2, \"a\": 3}"})
  void aKeyThatIsThereTwiceIsRefused(String value) {
    assertThat(problemsOf(configMap("x", "v:\n  " + value)))
        .singleElement()
        .asString()
        .contains("the key \"a\" is there twice, first at line 5, column ");
    assertThat(
            problemsOf(
                "{\"apiVersion\":\"v1\",\"apiVersion\":\"v1\",\"kind\":\"A\",\"metadata\":{\"name\":\"x\"}}"))
        .containsExactly(
            "document 1, line 1, column 20: the key \"apiVersion\" is there twice, first at line 1, column 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{null: 1}", "{[a]: 1}", "{{a: b}: 1}", "{~: 1}"})
  void aKeyIsAString(String value) {
    assertThat(problemsOf(configMap("a", "v: " + value)))
        .containsExactly("document 1, line 4, column 5: a key must be a string");
  }

  @Test
  void onlyMappingsAreMerged() {
    assertThat(problemsOf(configMap("a", "v: {<<: 3}")))
        .containsExactly("document 1, line 4, column 5: << can only merge mappings");
  }

  @Test
  void halfASurrogatePairIsRefused() {
    assertThat(
            problemsOf(
                "{\"apiVersion\":\"v1\",\"kind\":\"A\",\"metadata\":{\"name\":\"a\"},\"x\":\"\\ud83d\"}"))
        .singleElement()
        .asString()
        .contains("half a surrogate pair");
    assertThat(problemsOf(configMap("a", "x: \"\\ud83d\"")))
        .singleElement()
        .asString()
        .contains("surrogate");
    assertThat(problemsOf(configMap("a", "x: \ud83d")))
        .singleElement()
        .asString()
        .contains("line 4, column 4: the character U+D83D is not allowed in YAML");
  }

  @Test
  void controlCharactersAreRefusedInYaml() {
    assertThat(problemsOf("a: \u0000"))
        .containsExactly(
            "document 1, line 1, column 4: the character U+0000 is not allowed in YAML");
  }

  @Test
  void anotherYamlIsRefused() {
    assertThat(problemsOf("%YAML 2.0\n---\n" + configMap("a", "")))
        .singleElement()
        .asString()
        .contains("this is not YAML");
  }

  @Test
  void whateverTheSourceIsThereIsAnAnswer() {
    List<String> parts =
        List.of(
            "a",
            ": ",
            "\n",
            "  ",
            "- ",
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            "&a ",
            "*a",
            "!!",
            "!x ",
            "|",
            ">",
            "#",
            "---",
            "...",
            "%YAML 1.1",
            "\t",
            "<<: ",
            "? ",
            "\\u",
            "\\ud800",
            "1",
            ",",
            "\r",
            "\uFEFF",
            "null",
            "\ud83d",
            "\u2028");
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder source = new StringBuilder();
      for (int length = random.nextInt(30); length > 0; length--) {
        source.append(parts.get(random.nextInt(parts.size())));
      }
      // None of these is an object.
      assertThat(problemsOf(source.toString())).as("%s", source).isNotEmpty();
    }
  }
}
