package io.fleetexecutor.manifest;

import static io.fleetexecutor.manifest.Sources.configMap;
import static io.fleetexecutor.manifest.Sources.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What scalars, anchors and merge keys become. */
class YamlValuesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          yes                  | true
          Off                  | false
          on                   | true
          y                    | true
          "yes"                | "yes"
          'no'                 | "no"
          ~                    | null
          ``                   | null
          2001-12-14           | "2001-12-14"
          2001-12-14T21:59:43Z | "2001-12-14T21:59:43Z"
          12:30:45             | "12:30:45"
          1:30                 | "1:30"
          3                    | 3
          -3                   | -3
          +3                   | 3
          1_000                | 1000
          0777                 | 511
          0o17                 | 15
          0x1F                 | 31
          0b101                | 5
          -0                   | 0
          08                   | 8
          9223372036854775807  | 9223372036854775807
          123456789012345678901234567890 | 123456789012345678901234567890
          1.5                  | 1.5
          0.1                  | 0.1
          1.10                 | 1.1
          1e3                  | 1000
          1.0                  | 1
          .5                   | 0.5
          1e400                | "1e400"
          1.2.3                | "1.2.3"
          !!str 123            | "123"
          !!int "7"            | 7
          !!float 2            | 2
          <<                   | "<<"
          =                    | "="
          "\\u0041\\n"         | "A\\n"
          [a, [1]]             | ["a",[1]]
          {a: {}}              | {"a":{}}
          """)
  void aValueIsWhatKubectlMakesOfIt(String yaml, String expected) throws Exception {
    assertThat(json(configMap("a", "v: " + (yaml == null ? "" : yaml))))
        .endsWith(",\"v\":" + expected + "}");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "0x10, 16", "true, true", "on, true", "1.5, 1.5", "'\"1\"', 1", "'? a', a"})
  void aKeyBecomesAString(String key, String expected) throws Exception {
    String mapping = key.startsWith("?") ? "  " + key + "\n  : x" : "  " + key + ": x";
    assertThat(json(configMap("a", "data:\n" + mapping)))
        .endsWith("\"data\":{\"" + expected + "\":\"x\"}}");
  }

  @Test
  void aliasesAreExpanded() throws Exception {
    assertThat(json(configMap("a", "x: &x {k: v}\nw: *x\nz: [*x, *x]")))
        .endsWith("\"x\":{\"k\":\"v\"},\"w\":{\"k\":\"v\"},\"z\":[{\"k\":\"v\"},{\"k\":\"v\"}]}");
  }

  @Test
  void aMappingWinsOverWhatItMergesAndTheFirstMergeOverTheNext() throws Exception {
    assertThat(
            json(
                configMap(
                    "a",
                    "x: &x {a: 1, b: 1, c: 1}\ny: &y {b: 2, c: 2, d: 2}\nz:\n  a: 3\n  <<: [*x, *y]\n  c: 3")))
        .endsWith("\"z\":{\"a\":3,\"c\":3,\"b\":1,\"d\":2}}");
  }

  @Test
  void aMergedMappingMayMergeAnother() throws Exception {
    assertThat(json(configMap("a", "x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nz: {<<: *y}")))
        .endsWith("\"z\":{\"b\":2,\"a\":1}}");
  }

  @Test
  void aQuotedMergeKeyIsAKey() throws Exception {
    assertThat(json(configMap("a", "z: {\"<<\": {a: 1}}"))).endsWith("\"z\":{\"<<\":{\"a\":1}}}");
  }

  @Test
  void numbersOfJsonStayExact() throws Exception {
    assertThat(
            json(
                "{\"apiVersion\":\"v1\",\"kind\":\"A\",\"metadata\":{\"name\":\"a\"},"
                    + "\"v\":[18446744073709551616,0.25,1E2,-0,\"yes\",\"1\"]}"))
        .endsWith("\"v\":[18446744073709551616,0.25,100,0,\"yes\",\"1\"]}");
  }
}
