package io.fleetexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecuritySettingsTest {

  @Test
  void onThisMachineItHasNoNameOfItsOwn() {
    assertThat(SecuritySettings.allowedHosts(settings(Map.of()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "fleet.allow-plain-text, true",
    "fleet.token-review.enabled, true",
    "fleet.oidc.issuer, https://issuer.example"
  })
  void whereOthersAreLetInOrHaveToBeKnownItMayHaveAnyName(String setting, String value) {
    assertThat(SecuritySettings.allowedHosts(settings(Map.of(setting, value))))
        .containsExactly("*");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void theNamesThatAreSetCountWhoeverIsLetIn(String allowPlainText) {
    Map<String, String> properties =
        Map.of(
            "fleet.allow-plain-text", allowPlainText, "fleet.allowed-hosts", "Fleet.Example,fleet");
    assertThat(SecuritySettings.allowedHosts(settings(properties)))
        .containsExactlyInAnyOrder("fleet.example", "fleet");
  }

  private static FleetSettings settings(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .withMapping(FleetSettings.class)
        .withConverter(Duration.class, 200, new DurationConverter())
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(FleetSettings.class);
  }
}
