package io.fleetexecutor;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsCheckTest {

  @Test
  void theDefaultsAreRight() {
    assertThatCode(() -> SettingsCheck.check(settings(Map.of()))).doesNotThrowAnyException();
  }

  @Test
  void everySettingThatIsWrongIsToldAtOnce() {
    FleetSettings settings =
        settings(
            Map.of(
                "fleet.workers", "0",
                "fleet.demo.clusters", "-1",
                "fleet.attempt-timeout", "0s",
                "fleet.allowed-hosts", "*,fleet.example,http://fleet.example,fleet:80",
                "fleet.limits.requests-per-second", "1000001",
                "fleet.limits.streams", "-1",
                "fleet.limits.executions", "-2",
                "fleet.limits.clusters-per-execution", "-3",
                "fleet.limits.request-timeout", "0s",
                "fleet.shutdown-grace-period", "PT-1S"));
    assertThatThrownBy(() -> SettingsCheck.check(settings))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "fleet.workers is 0, must be at least 1; fleet.demo.clusters is -1, must be at least 0;"
                + " fleet.attempt-timeout is PT0S, must be more than zero;"
                + " fleet.limits.requests-per-second is 1000001, must be at most 1000000, or 0 for"
                + " no limit; fleet.limits.streams is -1, must be at least 0;"
                + " fleet.limits.executions is -2, must be at least 0;"
                + " fleet.limits.clusters-per-execution is -3, must be at least 0;"
                + " fleet.limits.request-timeout is PT0S, must be at least 1ms;"
                + " fleet.allowed-hosts has fleet:80, must be host names, without scheme and port,"
                + " or *; fleet.allowed-hosts has http://fleet.example, must be host names, without"
                + " scheme and port, or *;"
                + " fleet.shutdown-grace-period is PT-1S, must not be negative");
  }

  @Test
  void aRateOfControlFramesIsNeitherNegativeNorTooHigh() {
    for (String rate : List.of("-1", "1000001")) {
      assertThatThrownBy(
              () ->
                  SettingsCheck.check(
                      settings(Map.of("fleet.limits.control-frames-per-second", rate))))
          .hasMessageStartingWith("fleet.limits.control-frames-per-second is " + rate);
    }
  }

  /** As they are read, and not checked yet. */
  static FleetSettings settings(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(FleetSettings.class)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(FleetSettings.class);
  }
}
