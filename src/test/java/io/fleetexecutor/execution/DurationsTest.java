package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DurationsTest {

  @Test
  void withoutAnyEverythingIsZero() {
    var none = new Durations();
    assertThat(none.average()).isZero();
    assertThat(none.min()).isZero();
    assertThat(none.max()).isZero();
    assertThat(none.percentile(95)).isZero();
  }

  @Test
  void percentilesAreByNearestRank() {
    var hundred = new Durations();
    IntStream.rangeClosed(1, 100).map(i -> 101 - i).forEach(i -> hundred.add(Duration.ofMillis(i)));
    assertThat(hundred.percentile(95)).isEqualTo(Duration.ofMillis(95));
    assertThat(hundred.min()).isEqualTo(Duration.ofMillis(1));
    assertThat(hundred.max()).isEqualTo(Duration.ofMillis(100));
    assertThat(hundred.average()).isEqualTo(Duration.ofNanos(50_500_000));
  }
}
