package io.fleetexecutor.comparison;

import static io.fleetexecutor.comparison.Trees.configMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** However large and different objects are, the diff is small and takes bounded work. */
class DiffLimitsTest {

  private static String lines(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).collect(Collectors.joining("\n"));
  }

  @Test
  void aLongDiffIsCutAtALineAndSaysHowManyAreLeftOut() {
    String diff = ObjectDiff.between(null, configMap("a", "k", lines("line ", 20_000)), "a");
    assertThat(diff.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(64 << 10);
    List<String> shown = diff.lines().toList();
    // Two lines of header, one of the hunk, six of the object around the text.
    int leftOut = 20_000 + 9 - (shown.size() - 1);
    assertThat(shown.getLast()).isEqualTo("… %,d more lines are left out".formatted(leftOut));
    assertThat(shown.get(shown.size() - 2)).matches("\\+    line \\d+");
  }

  @Test
  void aVeryLongLineIsLeftOut() {
    assertThat(ObjectDiff.between(null, configMap("a", "k", "x".repeat(1 << 20)), "a"))
        .endsWith("+data:\n… 1 more lines are left out\n");
  }

  @Test
  void aSmallChangeOfALargeTextIsFound() {
    String text = lines("line ", 50_000);
    assertThat(
            ObjectDiff.between(
                configMap("a", "k", text),
                configMap(
                    "a", "k", text.replace("line 7\n", "LINE 7\n").replace("line 49990\n", "")),
                "a"))
        .contains("-    line 7\n+    LINE 7\n", "-    line 49990\n")
        .doesNotContain("left out");
  }

  @Test
  void textsWithNothingInCommonAreReplacedAsAWhole() {
    List<String> before = lines("a", 200_000).lines().toList();
    List<String> after = lines("b", 200_000).lines().toList();
    List<String> diff = LineDiff.of(before, after, "x", "y");
    assertThat(diff).hasSize(3 + 400_000);
    assertThat(diff.get(3)).isEqualTo("-a0");
    assertThat(diff.getLast()).isEqualTo("+b199999");
  }

  @Test
  void whatIsReplacedAsAWholeKeepsItsSurroundings() {
    List<String> before = ("s1\ns2\n" + lines("a", 20_000) + "\ne1").lines().toList();
    List<String> after = ("s1\ns2\n" + lines("b", 20_000) + "\ne1").lines().toList();
    List<String> diff = LineDiff.of(before, after, "x", "y");
    assertThat(diff.subList(0, 6))
        .containsExactly("--- x", "+++ y", "@@ -1,20003 +1,20003 @@", " s1", " s2", "-a0");
    assertThat(diff.getLast()).isEqualTo(" e1");
  }

  @Test
  void ofManyObjectsThatDifferTheLaterAreCounted() {
    List<JsonNode> base = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      base.add(configMap("map-" + i, "k", "v"));
    }
    String diff = ObjectDiff.ofAnswers(base, List.of(), "one", "two");
    assertThat(diff.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(64 << 10);
    long shown = diff.lines().filter(line -> line.startsWith("---")).count();
    assertThat(diff)
        .containsPattern("… \\d+ more lines are left out, and [\\d,]+ more objects that differ\n$")
        .contains("and %,d more objects".formatted(5_000 - shown));
  }
}
