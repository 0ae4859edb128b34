package io.fleetexecutor.execution;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations in messages, as protobuf's JSON writes them: {@code 5s}, {@code 0.25s}. */
final class Seconds {
  private Seconds() {}

  static String of(Duration duration) {
    BigDecimal seconds =
        BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
    return (seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString()) + "s";
  }
}
