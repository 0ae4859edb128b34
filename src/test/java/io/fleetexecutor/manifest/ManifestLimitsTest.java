package io.fleetexecutor.manifest;

import static io.fleetexecutor.manifest.Sources.configMap;
import static io.fleetexecutor.manifest.Sources.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However large, deep or entangled a source is, it is refused with little work. */
class ManifestLimitsTest {

  @Test
  void aSourceHasAtMostThreeMebibytes() throws Exception {
    String source = configMap("a", "x: y") + "#";
    assertThat(Manifests.parse(source + " ".repeat((3 << 20) - source.length()))).hasSize(1);
    assertThat(problemsOf(source + " ".repeat((3 << 20) + 1 - source.length())))
        .containsExactly("the manifests are larger than 3 MiB");
    assertThat(problemsOf(source + "ä".repeat(3 << 19)))
        .containsExactly("the manifests are larger than 3 MiB");
  }

  @Test
  void anObjectHasAtMostOneAndAHalfMebibytesOfJson() throws Exception {
    assertThat(Manifests.parse(configMap("a", "x: " + "y".repeat((3 << 19) - 100)))).hasSize(1);
    assertThat(problemsOf(configMap("a", "x: " + "y".repeat(3 << 19))))
        .containsExactly("document 1, line 1, column 1: larger than 1.5 MiB as JSON");
  }

  @Test
  void thereAreAtMostAThousandObjects() throws Exception {
    assertThat(Manifests.parse(objects(1_000))).hasSize(1_000);
    assertThat(problemsOf(objects(1_001) + "---\nkind: A\n"))
        .containsExactly("document 1001, line 5001, column 1: more than 1,000 objects");
  }

  private static String objects(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> configMap("a" + i, ""))
        .collect(Collectors.joining("---\n"));
  }

  @Test
  void aBillionLaughsAreNotWritten() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [lol, lol]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    assertThat(problemsOf(configMap("a", laughs.toString())))
        .containsExactly("document 1, line 1, column 1: larger than 1.5 MiB as JSON");
  }

  @Test
  void aliasesOfManyObjectsAreBoundedTogether() {
    String large = "x: &x " + "y".repeat(1 << 20) + "\n";
    String items =
        IntStream.range(0, 100)
            .mapToObj(
                i -> "- {apiVersion: v1, kind: A, metadata: {name: a%d}, x: *x}\n".formatted(i))
            .collect(Collectors.joining());
    assertThat(problemsOf("apiVersion: v1\nkind: List\n" + large + "items:\n" + items))
        .containsExactly(
            "document 1, item 6, line 10, column 3: the objects are larger than 6 MiB, with their aliases expanded");
  }

  @Test
  void mergesOfMergesAreBounded() {
    StringBuilder merges = new StringBuilder("a0: &a0 {");
    IntStream.range(0, 5_000).forEach(i -> merges.append("k%d: 1, ".formatted(i)));
    merges.append("}\nb:\n  <<: [");
    IntStream.range(0, 5_000).forEach(i -> merges.append("*a0, "));
    merges.append("]\n");
    assertThat(problemsOf(configMap("a", merges.toString())))
        .containsExactly("document 1, line 1, column 1: more than 200,000 merged keys");
  }

  @Test
  void whatContainsOrMergesItselfIsRefused() {
    assertThat(problemsOf(configMap("a", "x: &x [*x]")))
        .containsExactly("document 1, line 1, column 1: nested deeper than 200 levels");
    assertThat(problemsOf(configMap("a", "x: &x {y: *x}")))
        .containsExactly("document 1, line 1, column 1: nested deeper than 200 levels");
    assertThat(problemsOf("&a\napiVersion: v1\nkind: List\nitems: [*a]\n"))
        .containsExactly("document 1, item 1, line 1, column 1: a List cannot be in a List");
  }

  @Test
  void aMappingThatMergesItselfHasWhatItSays() throws Exception {
    assertThat(Sources.json(configMap("a", "x: &x {<<: *x, a: 1}"))).endsWith("\"x\":{\"a\":1}}");
  }

  @Test
  void deepNestingIsRefused() {
    assertThat(problemsOf(configMap("a", "x: " + "[".repeat(100_000))))
        .containsExactly("document 1: nested deeper than 200 levels");
    assertThat(problemsOf("{\"a\":".repeat(100_000)))
        .singleElement()
        .asString()
        .contains("nested deeper than 200 levels");
    StringBuilder chain = new StringBuilder("a0: &a0 []\n");
    IntStream.range(1, 9_000)
        .forEach(i -> chain.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1)));
    assertThat(problemsOf(configMap("a", chain.toString())))
        .singleElement()
        .asString()
        .contains("nested deeper than 200 levels");
  }

  @Test
  void aLongChainOfMergesIsRefused() {
    String anchors =
        IntStream.range(1, 9_000)
            .mapToObj(i -> "- &a%d {<<: *a%d}\n".formatted(i, i - 1))
            .collect(Collectors.joining());
    // The root merges the end of the chain, before any other part of it was looked at.
    assertThat(problemsOf("z: &a0 {}\ny:\n" + anchors + "<<: *a8999\n"))
        .containsExactly("document 1, line 1, column 1: merges nested deeper than 200 levels");
  }

  @Test
  void keysAndValuesAreCounted() {
    assertThat(problemsOf(configMap("a", "x: [" + "0,".repeat(400_000) + "]")))
        .containsExactly("document 1: more than 400,000 keys and values");
    assertThat(problemsOf("[" + "0,".repeat(500_000) + "0]"))
        .singleElement()
        .asString()
        .contains("more than 400,000 keys and values");
  }

  @Test
  void documentsAndAliasesAreCounted() {
    assertThat(problemsOf("---\n".repeat(20_000))).containsExactly("more than 10,000 documents");
    assertThat(problemsOf(configMap("a", "x: &x []\ny: [" + "*x,".repeat(10_001) + "]")))
        .containsExactly("document 1: more than 10,000 aliases");
  }
}
