package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Durations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DurationConverterTest {

  @ParameterizedTest
  @CsvSource({
    "300ms, 300",
    "1.5s, 1500",
    ".5s, 500",
    "1m30s, 90000",
    "2h, 7200000",
    "1h0m0.25s, 3600250",
    "0s, 0"
  })
  void readsDurationsAsGoDoes(String text, long millis) {
    assertThat(new DurationConverter().convert(text)).isEqualTo(Durations.fromMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 s", "-5s", "5d", "s", "1m30", ".s", "9999999999999999h"})
  void refusesWhatIsNoDurationAndNamesIt(String text) {
    assertThatThrownBy(() -> new DurationConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
