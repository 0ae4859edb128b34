package io.fleetexecutor.comparison;

import static io.fleetexecutor.comparison.Trees.configMap;
import static io.fleetexecutor.comparison.Trees.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The diff of two clusters' answers. */
class AnswerDiffTest {

  private static String diff(List<JsonNode> base, List<JsonNode> other) {
    return ObjectDiff.ofAnswers(base, other, "one", "two");
  }

  private static JsonNode pod(String suffix, String image) {
    return tree(
        "{kind: Pod, metadata: {namespace: ns, generateName: web-, name: web-%s}, spec: {image: %s}}"
            .formatted(suffix, image));
  }

  @Test
  void equalAnswersHaveNone() {
    assertThat(
            diff(
                List.of(configMap("a", "k", "v"), configMap("b", "k", "v")),
                List.of(configMap("b", "k", "v"), configMap("a", "k", "v"))))
        .isEmpty();
    assertThat(diff(List.of(pod("aaaaa", "x")), List.of(pod("bbbbb", "x")))).isEmpty();
  }

  @Test
  void whatDiffersAndWhatIsMissingIsShownObjectByObject() {
    assertThat(
            diff(
                List.of(configMap("a", "k", "v"), configMap("gone", "k", "v")),
                List.of(configMap("new", "k", "v"), configMap("a", "k", "w"))))
        .isEqualTo(
            """
            --- one: ConfigMap a
            +++ two: ConfigMap a
            @@ -3,4 +3,4 @@
             metadata:
               name: a
             data:
            -  k: v
            +  k: w
            --- one: ConfigMap gone
            +++ /dev/null
            @@ -1,6 +0,0 @@
            -apiVersion: v1
            -kind: ConfigMap
            -metadata:
            -  name: gone
            -data:
            -  k: v
            --- /dev/null
            +++ two: ConfigMap new
            @@ -0,0 +1,6 @@
            +apiVersion: v1
            +kind: ConfigMap
            +metadata:
            +  name: new
            +data:
            +  k: v
            """);
  }

  @Test
  void generatedNamesAreMatchedByTheirOrder() {
    assertThat(
            diff(
                List.of(pod("aaaaa", "x"), pod("bbbbb", "x")),
                List.of(pod("ccccc", "x"), pod("ddddd", "z"))))
        .startsWith("--- one: Pod ns/web-*\n+++ two: Pod ns/web-*\n")
        .contains("-  image: x\n+  image: z\n")
        .containsOnlyOnce("---");
  }
}
