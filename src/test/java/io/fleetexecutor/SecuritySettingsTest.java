package io.fleetexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecuritySettingsTest {

  @Test
  void onThisMachineItHasNoNameOfItsOwn() {
    assertThat(SecuritySettings.allowedHosts(SettingsCheckTest.settings(Map.of()))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "fleet.allow-plain-text, true",
    "fleet.token-review.enabled, true",
    "fleet.oidc.issuer, https://issuer.example"
  })
  void whereOthersAreLetInOrHaveToBeKnownItMayHaveAnyName(String setting, String value) {
    assertThat(SecuritySettings.allowedHosts(SettingsCheckTest.settings(Map.of(setting, value))))
        .containsExactly("*");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void theNamesThatAreSetCountWhoeverIsLetIn(String allowPlainText) {
    Map<String, String> properties =
        Map.of(
            "fleet.allow-plain-text", allowPlainText, "fleet.allowed-hosts", "Fleet.Example,fleet");
    assertThat(SecuritySettings.allowedHosts(SettingsCheckTest.settings(properties)))
        .containsExactlyInAnyOrder("fleet.example", "fleet");
  }
}
