package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.DeviceIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is only seen in a process: its environment, and the standard error of its programs. */
class TokenProcessTest extends ScriptedServiceTest {
  @TempDir Path directory;

  @Test
  void aProgramOfTheEnvironmentTellsWhatItLikesOnStandardError() throws Exception {
    Path script = Files.writeString(directory.resolve("script"), "echo a notice >&2; echo printed");

    try (FleetProcess fleet = start(Map.of("FLEET_TOKEN_COMMAND", "sh " + script))) {
      assertThat(fleet.errLines()).containsExactly("a notice");
      assertThat(fleet.exitCode()).isZero();
    }
    assertThat(service.authorizations.headers).containsExactly("Bearer printed");
  }

  @Test
  void tokensOfTheEnvironmentAreSourcesLikeOthers() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "of-a-file");

    try (FleetProcess fleet = start(Map.of("FLEET_TOKEN_FILE", file.toString()))) {
      assertThat(fleet.exitCode()).isZero();
    }
    try (FleetProcess fleet = start(Map.of("FLEET_TOKEN", "given"))) {
      assertThat(fleet.exitCode()).isZero();
    }
    try (FleetProcess fleet =
        start(Map.of("FLEET_TOKEN", "given", "FLEET_TOKEN_FILE", file.toString()))) {
      assertThat(fleet.exitCode()).isEqualTo(2);
    }
    assertThat(service.authorizations.headers).containsExactly("Bearer of-a-file", "Bearer given");
  }

  @Test
  void theIssuerMayComeFromTheEnvironment() throws Exception {
    try (DeviceIssuer issuer = DeviceIssuer.start()) {
      issuer.device.put("error", "invalid_client");
      Map<String, String> environment =
          Map.of("FLEET_ISSUER", issuer.url(), "FLEET_CLIENT_ID", "fleet");

      try (FleetProcess fleet = FleetProcess.start(environment, "login")) {
        assertThat(fleet.errLines())
            .containsExactly(
                "error: the issuer %s refused the login: invalid_client".formatted(issuer.url()));
        assertThat(fleet.exitCode()).isEqualTo(4);
      }
      assertThat(issuer.deviceRequests.getFirst().field("client_id")).isEqualTo("fleet");
    }
  }

  private FleetProcess start(Map<String, String> environment) throws Exception {
    return FleetProcess.start(environment, "status", "--server", service.address());
  }
}
