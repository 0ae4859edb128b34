package io.fleetexecutor.inventory.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PausesTest {
  @Test
  void pausesGrowToHalfAMinuteAndDiffer() {
    Pauses pauses = new Pauses(new Random(1));

    assertThat(pauses.after(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(pauses.after(3)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(pauses.after(1_000)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    assertThat(pauses.after(20)).isNotEqualTo(pauses.after(20));
  }
}
