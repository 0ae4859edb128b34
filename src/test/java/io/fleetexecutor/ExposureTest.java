package io.fleetexecutor;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
  private static final String HOST = "quarkus.http.host";
  private static final String INSECURE = "quarkus.http.insecure-requests";

  private static Config config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
  void thisMachineMaySpeakPlainText(String host) {
    assertThatCode(() -> Exposure.check(false, config(Map.of(HOST, host))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1", "no-such-host.invalid"})
  void othersMayNotUnlessThatIsAllowed(String host) {
    assertThatThrownBy(() -> Exposure.check(false, config(Map.of(HOST, host))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(HOST + " is " + host)
        .hasMessageContaining("fleet.allow-plain-text=true");
    assertThatCode(() -> Exposure.check(true, config(Map.of(HOST, host))))
        .doesNotThrowAnyException();
  }

  @Test
  void withoutAHostEverybodyIsMeant() {
    assertThatThrownBy(() -> Exposure.check(false, config(Map.of())))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void whereTlsIsAllThereIsEverybodyMayCall() {
    assertThatCode(
            () -> Exposure.check(false, config(Map.of(HOST, "0.0.0.0", INSECURE, "disabled"))))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> Exposure.check(false, config(Map.of(HOST, "0.0.0.0", INSECURE, "redirect"))))
        .as("who is redirected has said everything in plain text already")
        .isInstanceOf(ConfigurationException.class);
  }
}
