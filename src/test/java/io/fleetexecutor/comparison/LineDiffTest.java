package io.fleetexecutor.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A diff leads from the one text to the other. */
class LineDiffTest {

  @Test
  void appliedToTheOneTextItMakesTheOther() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      List<String> before = lines(random, 1 + random.nextInt(60));
      List<String> after = changed(random, before);
      List<String> diff = LineDiff.of(before, after, "x", "y");
      assertThat(UnifiedDiffUtils.parseUnifiedDiff(diff).applyTo(before))
          .as("%s", diff)
          .isEqualTo(after);
      assertThat(diff.isEmpty()).isEqualTo(before.equals(after));
    }
  }

  @Test
  void whatIsRemovedComesBeforeWhatIsAdded() {
    assertThat(LineDiff.of(List.of("a", "b", "c"), List.of("a", "x", "y", "c"), "x", "y"))
        .containsExactly("--- x", "+++ y", "@@ -1,3 +1,4 @@", " a", "-b", "+x", "+y", " c");
  }

  @Test
  void aSideWithoutLinesIsAtLineZero() {
    assertThat(LineDiff.of(List.of(), List.of("a"), "x", "y")).contains("@@ -0,0 +1,1 @@");
    assertThat(LineDiff.of(List.of("a"), List.of(), "x", "y")).contains("@@ -1,1 +0,0 @@");
  }

  private static List<String> lines(Random random, int count) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add("line " + random.nextInt(8));
    }
    return lines;
  }

  private static List<String> changed(Random random, List<String> lines) {
    List<String> changed = new ArrayList<>(lines);
    for (int i = random.nextInt(8); i > 0; i--) {
      int position = random.nextInt(changed.size() + 1);
      if (random.nextBoolean() && position < changed.size() && changed.size() > 1) {
        changed.remove(position);
      } else {
        changed.add(position, "line " + random.nextInt(8));
      }
    }
    return changed;
  }
}
