package io.fleetexecutor.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fleetexecutor.fuzz.Inputs;
import io.fleetexecutor.fuzz.WellFormed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

class FilterFuzzTest {
  private static final List<Run> RUNS =
      List.of(Run.named("a"), Run.named("x\\\"'*"), Run.endedAt("2026-01-01T00:00:00Z"));

  static List<byte[]> seeds() {
    return Inputs.texts(
        "name = \"a\"",
        "state = STATE_FAILED OR state != RUNNING AND NOT (name = a* -name = '\\*')",
        "end_time >= 2026-01-01T00:00:00+01:00",
        "end_time < \"2026-01-01\"",
        "((((((((name=a))))))))");
  }

  @MethodSource("seeds")
  @FuzzTest
  void aTextIsAFilterThatCanBeUsedOrIsRefusedWithItsPlace(byte[] input) {
    try {
      Filter<Run> filter = Filter.parse(Inputs.text(input), Run.FIELDS);
      RUNS.forEach(filter::test);
    } catch (FilterException refused) {
      assertThat(refused.position()).isPositive();
      WellFormed.check(String.valueOf(refused.getMessage()));
    }
  }

  @Test
  void soIsWhatIsNearToOne() {
    Inputs.near(seeds(), this::aTextIsAFilterThatCanBeUsedOrIsRefusedWithItsPlace);
  }
}
