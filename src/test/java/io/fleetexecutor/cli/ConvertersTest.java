package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.rpc.Code;
import io.fleetexecutor.v1.CountOrPercent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ConvertersTest {

  @ParameterizedTest
  @CsvSource({"65536, 65536", "1Mi, 1048576", "512Ki, 524288", "1.5M, 1500000", "2Gi, 2147483648"})
  void readsByteCountsAsKubernetesDoes(String text, long bytes) {
    assertThat(new ByteCountConverter().convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1MB", "-1", "1 Mi", "Mi", "99999999999999Gi"})
  void refusesWhatIsNoByteCount(String text) {
    assertThatThrownBy(() -> new ByteCountConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void readsACountOrAPercentage() {
    assertThat(new CountOrPercentConverter().convert("10"))
        .isEqualTo(CountOrPercent.newBuilder().setCount(10).build());
    assertThat(new CountOrPercentConverter().convert("20%"))
        .isEqualTo(CountOrPercent.newBuilder().setPercent(20).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "ten", "1.5%", "99999999999"})
  void refusesWhatIsNeitherCountNorPercentage(String text) {
    assertThatThrownBy(() -> new CountOrPercentConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deadline_exceeded", "DEADLINE_EXCEEDED", "deadline-exceeded"})
  void readsCodesOfErrorsInAnyCase(String text) {
    assertThat(new CodeConverter().convert(text)).isEqualTo(Code.DEADLINE_EXCEEDED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ok", "unrecognized", "14", "5xx"})
  void refusesWhatIsNoCodeOfAnError(String text) {
    assertThatThrownBy(() -> new CodeConverter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("unavailable")
        .hasMessageNotContaining("ok,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"42", "executions/42"})
  void readsNamesOfExecutionsWithOrWithoutWhatAllBeginWith(String text) {
    assertThat(new ExecutionName().convert(text)).isEqualTo("executions/42");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "executions/", "executions/42/x", "clusters/42"})
  void refusesWhatIsNoExecution(String text) {
    assertThatThrownBy(() -> new ExecutionName().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void readsServerAddresses() {
    assertThat(new ServerAddress.Converter().convert("fleet.example:9000"))
        .isEqualTo(new ServerAddress("fleet.example", 9000, false));
    assertThat(new ServerAddress.Converter().convert("[::1]:8080"))
        .isEqualTo(new ServerAddress("[::1]", 8080, false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", ":8080", "localhost:0", "h:70000", "http://h:80", "h:80/x"})
  void refusesWhatIsNoServerAddress(String text) {
    assertThatThrownBy(() -> new ServerAddress.Converter().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
