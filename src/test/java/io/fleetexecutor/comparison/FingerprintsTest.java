package io.fleetexecutor.comparison;

import static io.fleetexecutor.comparison.Trees.configMap;
import static io.fleetexecutor.comparison.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When fingerprints are equal, and what they say. */
class FingerprintsTest {
  private static final String HASH = "sha256:[0-9a-f]{32}";
  private final JsonNode a = configMap("a", "k", "v");
  private final JsonNode b = configMap("b", "k", "v");

  @Test
  void anObjectThatIsSpentHasTheFingerprintThatItAlwaysHas() {
    ObjectNode pod = (ObjectNode) pod("x2k9p", "node-1");
    String fingerprint = Fingerprints.ofObject(pod);

    assertThat(Fingerprints.ofSpent(pod)).isEqualTo(fingerprint);
  }

  @Test
  void neitherTheOrderOfObjectsNorOfKeysCounts() {
    JsonNode turned = tree("{data: {k: v}, metadata: {name: a}, kind: ConfigMap, apiVersion: v1}");
    assertThat(ofAll(a, b)).matches(HASH + ", " + HASH).isEqualTo(ofAll(b, turned));
  }

  @Test
  void theOrderOfAnArrayCounts() {
    assertThat(Fingerprints.ofObject(tree("{a: [1, 2]}")))
        .isNotEqualTo(Fingerprints.ofObject(tree("{a: [2, 1]}")));
  }

  @Test
  void identicalObjectsAreCounted() {
    assertThat(ofAll(a, a)).isNotEqualTo(Fingerprints.ofObject(a)).isNotEqualTo(ofAll(a, a, a));
  }

  @Test
  void whatVariesDoesNotCount() {
    ObjectNode other = a.deepCopy();
    other.withObject("/metadata").put("uid", "u").put("resourceVersion", "7");
    assertThat(Fingerprints.ofObject(other)).isEqualTo(Fingerprints.ofObject(a));
  }

  @Test
  void podsOfTheSameTemplateAreAlikeInAllClusters() {
    assertThat(ofAll(pod("x2k9p", "node-1"), pod("p9k2x", "node-2")))
        .isEqualTo(ofAll(pod("aaaaa", "node-8"), pod("bbbbb", "node-9")));
  }

  private static String ofAll(JsonNode... objects) {
    FingerprintSum sum = new FingerprintSum();
    Stream.of(objects).map(Fingerprints::ofObject).forEach(sum::add);
    return sum.value().orElseThrow();
  }

  private static JsonNode pod(String suffix, String node) {
    return tree(
        "{kind: Pod, metadata: {generateName: web-, name: web-%s}, spec: {nodeName: %s}}"
            .formatted(suffix, node));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          3            | 3
          true         | true
          null         | null
          1.5          | 1.5
          nginx:1.25   | nginx:1.25
          ""           | ""
          "1"          | "1"
          "a, b"       | "a, b"
          " a"         | " a"
          "[x"         | "[x"
          {b: 1, a: x} | {"a":"x","b":1}
          [1, [a]]     | [1,["a"]]
          """)
  void aShortValueIsItself(String value, String expected) {
    assertThat(Fingerprints.ofValue(tree(value))).isEqualTo(expected);
  }

  @Test
  void aLongOrUnprintableValueIsHashed() {
    assertThat(Fingerprints.ofText("x".repeat(200))).hasSize(200);
    assertThat(Fingerprints.ofText("x".repeat(201))).matches(HASH);
    assertThat(Fingerprints.ofText("a\nb"))
        .matches(HASH)
        .isEqualTo(Fingerprints.ofValue(TextNode.valueOf("a\nb")))
        .isNotEqualTo(Fingerprints.ofText("a\nc"));
    assertThat(Fingerprints.ofValue(tree("[" + "abc, ".repeat(60) + "]"))).matches(HASH);
    assertThat(Fingerprints.ofValue(tree("[" + "a, ".repeat(48) + "]"))).startsWith("[\"a\",");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1            | "1"
          -1.5e3       | "-1.5e3"
          true         | "true"
          null         | "null"
          []           | "[]"
          {a: 1}       | '{"a":1}'
          '"x"'        | '"\"x\""'
          x            | '"x"'
          ""           | '""'
          """)
  void aStringIsNoOtherValueThatIsWrittenAlike(String value, String other) {
    assertThat(Fingerprints.ofValue(tree(value))).isNotEqualTo(Fingerprints.ofValue(tree(other)));
  }

  @Test
  void aStringIsNeitherAHashNorNoObjects() {
    String hash = Fingerprints.ofObject(a);
    assertThat(Fingerprints.ofText(hash)).isEqualTo("\"" + hash + "\"");
    assertThat(Fingerprints.ofText("empty")).isEqualTo("\"empty\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"True", "v1.30.1", "nginx:1.25", "1.24,1.25", "a [b]", "O'Hara", "-"})
  void aStringThatIsTakenForNothingElseIsNotQuoted(String text) {
    assertThat(Fingerprints.ofText(text)).isEqualTo(text);
  }

  @Test
  void rowsDifferWhereTheirCellsDo() {
    assertThat(Fingerprints.ofRow(List.of("a", "b\nc")))
        .matches(HASH)
        .isEqualTo(Fingerprints.ofRow(List.of("a", "b\nc")))
        .isNotEqualTo(Fingerprints.ofRow(List.of("a\nb", "c")))
        .isNotEqualTo(Fingerprints.ofRow(List.of("a", "b", "c")));
  }
}
