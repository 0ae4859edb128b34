package io.fleetexecutor.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When what was summed up of several fingerprints is equal, and what it says. */
class FingerprintSumTest {

  private static String sum(String... parts) {
    return sum(Arrays.asList(parts));
  }

  private static String sum(List<String> parts) {
    FingerprintSum sum = new FingerprintSum();
    parts.forEach(sum::add);
    return sum.value().orElseThrow();
  }

  @Test
  void ofNothingThereIsNone() {
    assertThat(new FingerprintSum().value()).isEmpty();
  }

  @Test
  void aFewShortOnesAreToldInOrder() {
    assertThat(sum("x")).isEqualTo("x");
    assertThat(sum("y", "x", "x")).isEqualTo("x, x, y");
  }

  @Test
  void oneIsItselfHoweverLong() {
    assertThat(sum("x".repeat(200))).hasSize(200);
    assertThat(sum("x".repeat(500))).hasSize(500);
  }

  @Test
  void manyAreHashedInAnyOrder() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add("part " + i);
    }
    String sum = sum(many);
    assertThat(sum).matches("sha256:[0-9a-f]{32}");
    Collections.shuffle(many, new Random(1));
    assertThat(sum(many)).isEqualTo(sum);
    many.set(7, "other");
    assertThat(sum(many)).isNotEqualTo(sum);
  }

  @Test
  void longOnesAreCounted() {
    String part = "x".repeat(150);
    assertThat(sum(part, part, part)).isNotEqualTo(sum(part, part)).isNotEqualTo(sum(part));
  }

  @Test
  void theirBordersCount() {
    assertThat(sum("ab".repeat(100), "c")).isNotEqualTo(sum("ab".repeat(100) + "c", ""));
    assertThat(sum(Fingerprints.ofText("a"), Fingerprints.ofText("b")))
        .isNotEqualTo(sum(Fingerprints.ofText("a, b")));
    assertThat(sum(Fingerprints.ofText("a"), Fingerprints.ofText("b, c")))
        .isNotEqualTo(sum(Fingerprints.ofText("a, b"), Fingerprints.ofText("c")));
  }
}
