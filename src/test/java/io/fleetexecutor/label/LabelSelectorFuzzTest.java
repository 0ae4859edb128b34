package io.fleetexecutor.label;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fleetexecutor.fuzz.Inputs;
import io.fleetexecutor.fuzz.WellFormed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

class LabelSelectorFuzzTest {
  private static final List<Map<String, String>> LABELS =
      List.of(Map.of(), Map.of("a", "b", "n", "7"), Map.of("example.com/tier", "canary"));

  static List<byte[]> seeds() {
    return Inputs.texts(
        "a=b,c!=d",
        "example.com/tier in (canary, prod), env notin ()",
        "!a, b",
        "n > 5, n<9223372036854775807",
        "a==,b=",
        "a in (x,y");
  }

  @MethodSource("seeds")
  @FuzzTest
  void aTextIsASelectorThatCanBeUsedOrIsRefused(byte[] input) {
    try {
      LabelSelector selector = LabelSelector.parse(Inputs.text(input));
      LABELS.forEach(selector::matches);
    } catch (LabelSelectorException refused) {
      WellFormed.check(String.valueOf(refused.getMessage()));
    }
  }

  @Test
  void soIsWhatIsNearToOne() {
    Inputs.near(seeds(), this::aTextIsASelectorThatCanBeUsedOrIsRefused);
  }
}
