package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.util.Durations;
import io.fleetexecutor.v1.Wave;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

class WaveConverterTest {
  private static final WaveConverter CONVERTER = new WaveConverter();

  @Test
  void readsACountOrAPercentage() {
    Wave.Builder one = Wave.newBuilder();
    one.getSizeBuilder().setCount(1);
    assertThat(CONVERTER.convert("1")).isEqualTo(one.build());

    Wave.Builder tenth = Wave.newBuilder();
    tenth.getSizeBuilder().setPercent(10);
    assertThat(CONVERTER.convert("10%")).isEqualTo(tenth.build());
  }

  @Test
  void whatIsNoSizeIsALabelSelector() {
    assertThat(CONVERTER.convert("tier=canary,region in (eu,us)"))
        .isEqualTo(Wave.newBuilder().setLabelSelector("tier=canary,region in (eu,us)").build());
  }

  @Test
  void readsWhatComesAfterAWaveInAnyOrder() {
    Wave.Builder wave =
        Wave.newBuilder()
            .setDisplayName("the first = best")
            .setSoakDuration(Durations.fromSeconds(90))
            .setApprovalRequired(true);
    wave.getSizeBuilder().setCount(2);

    assertThat(CONVERTER.convert("2:soak=1m30s:approve:name=the first = best"))
        .isEqualTo(CONVERTER.convert("2 : name=the first = best : approve : soak=1m30s"))
        .isEqualTo(wave.build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ""                  | it must begin with its clusters: 10, 20% or a label selector
          :soak=10m           | it must begin with its clusters
          1.5%                | '1.5%' is neither a count nor a percentage
          99999999999         | '99999999999' is neither a count nor a percentage
          1:                  | '' is neither soak=DURATION nor approve nor name=NAME
          1:wait=10m          | 'wait=10m' is neither soak=DURATION nor approve nor name=NAME
          1:10m               | '10m' is neither soak=DURATION nor approve nor name=NAME
          1:soak              | soak needs a duration: soak=10m
          1:soak=             | soak needs a duration: soak=10m
          1:soak=10           | '10' is not a duration; write it as 300ms
          1:approve=no        | approve takes no value
          1:name=             | name needs a text: name=canary
          1:soak=1s:soak=2s   | soak is there twice
          a=b:approve:approve | approve is there twice
          """)
  void whatIsWrongWithAWaveIsTold(String text, String message) {
    assertThatThrownBy(() -> CONVERTER.convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "' is no wave: " + message);
  }
}
