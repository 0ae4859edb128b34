package io.fleetexecutor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {

  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "PT-1S, <invalid>",
    "PT0S, 0s",
    "PT119S, 119s",
    "PT2M, 2m",
    "PT3M12S, 3m12s",
    "PT10M1S, 10m",
    "PT179M, 179m",
    "PT3H5M, 3h5m",
    "PT8H5M, 8h",
    "PT47H, 47h",
    "P2DT3H, 2d3h",
    "P8DT3H, 8d",
    "P729D, 729d",
    "P730D, 2y",
    "P800D, 2y70d",
    "P3000D, 8y"
  })
  void isAsShortAsKubectlWritesIt(Duration age, String text) {
    assertThat(Age.of(CREATED.toString(), CREATED.plus(age))).isEqualTo(text);
  }
}
