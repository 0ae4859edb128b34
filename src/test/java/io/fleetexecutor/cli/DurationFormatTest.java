package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationFormatTest {

  @ParameterizedTest
  @CsvSource({"0, 0ms", "120, 120ms", "3249, 3.2s", "60000, 1m", "90400, 1m30s", "7200000, 2h"})
  void aMeasuredDurationIsRounded(long millis, String text) {
    assertThat(DurationFormat.measured(Durations.fromMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "-3, 0s",
    "0, 0s",
    "59, 59s",
    "60, 1m",
    "3599, 59m",
    "3600, 1h",
    "86399, 23h",
    "1209600, 14d"
  })
  void anAgeIsInItsLargestUnit(long seconds, String text) {
    assertThat(DurationFormat.age(Durations.fromSeconds(seconds))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"300, 300ms", "5000, 5s", "1250, 1.25s", "90000, 1m30s", "0, 0ms"})
  void aLimitIsExact(long millis, String text) {
    assertThat(DurationFormat.exact(Durations.fromMillis(millis))).isEqualTo(text);
  }
}
