package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.GetServerStatusRequest;
import io.grpc.Status;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Callers whom a real Keycloak vouches for. */
@EnabledIf(value = "io.fleetexecutor.system.Keycloak#isThere", disabledReason = Keycloak.MISSING)
class KeycloakIT {
  private static final String CLIENT = "fleet-cli";
  // Its tokens are good for so short a time that each call renews them.
  private static final String DEVICE_CLIENT = "fleet-device";
  private static final String CLIENT_OF_ANOTHER_SERVICE = "other-service";
  private static final String POLICY =
      """
      roles: {everything: [{permissions: ["*"]}]}
      bindings: [{role: everything, groups: [admins]}]
      """;
  private static final Pattern COMPLETE = Pattern.compile("or open (\\S+)");

  @TempDir static Path directory;
  static Keycloak keycloak;
  static ServiceProcess service;

  @BeforeAll
  static void start() throws Exception {
    keycloak = Keycloak.start(directory);
    Path policy = Files.writeString(directory.resolve("permissions.yaml"), POLICY);
    service =
        ServiceProcess.start(
            Map.of(
                "FLEET_DEMO_CLUSTERS",
                "3",
                "FLEET_OIDC_ISSUER",
                keycloak.issuer(),
                "FLEET_OIDC_AUDIENCES",
                "fleet-executor",
                "FLEET_OIDC_USERNAME_CLAIM",
                "preferred_username",
                "FLEET_PERMISSIONS_FILE",
                policy.toString()));
  }

  @AfterAll
  static void stop() {
    if (service != null) {
      service.close();
    }
    if (keycloak != null) {
      keycloak.close();
    }
  }

  @Test
  void aUserHasTheNameAndTheGroupsThatTheirTokenTells() {
    Execution execution =
        EndedExecution.of(
                ExecutionStream.start(
                    service.channel(keycloak.token("jane", CLIENT)),
                    Requests.checkHealth().build()))
            .execution();

    assertThat(execution.getCaller()).isEqualTo("jane");
    assertThat(execution.getCallerGroupsList()).containsExactly("admins");
  }

  @Test
  void whomThePolicyGivesNothingMayNothing() {
    assertThat(refusal(keycloak.token("joe", CLIENT)).code())
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void aTokenForAnotherServiceIsNotAccepted() {
    assertThat(refusal(keycloak.token("jane", CLIENT_OF_ANOTHER_SERVICE)).code())
        .isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void tokensOfANewKeyAreAcceptedBesideThoseOfTheOneBefore() throws Exception {
    String before = keycloak.token("jane", CLIENT);
    call(before);

    keycloak.addKey();

    String after = keycloak.token("jane", CLIENT);
    assertThat(key(after)).isNotEqualTo(key(before));
    call(after);
    call(before);
  }

  @Test
  void whoLogsInWithTheCommandLineCallsAndIsNotAskedAgain() throws Exception {
    Map<String, String> home =
        Map.of("XDG_STATE_HOME", Files.createDirectory(directory.resolve("jane")).toString());
    FleetScript login =
        FleetScript.start(
            service, home, "login", "--issuer", keycloak.issuer(), "--client-id", DEVICE_CLIENT);

    assertThat(new KeycloakBrowser().approve(page(login), "jane"))
        .contains("Device Login Successful");

    login.await().succeeded();
    String saved = savedLogin(Path.of(home.get("XDG_STATE_HOME")));
    FleetScript.run(service, home, "can-i", "restart_workload").succeeded();
    assertThat(savedLogin(Path.of(home.get("XDG_STATE_HOME")))).isNotEqualTo(saved);
    FleetScript.run(service, home, "status").succeeded();
    FleetScript.run(service, home, "logout").succeeded();
    assertThat(FleetScript.run(service, home, "status").exitCode()).isEqualTo(4);
  }

  /** Which it tells on standard error, and then waits. */
  private static URI page(FleetScript login) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              Matcher told = COMPLETE.matcher(Files.readString(login.errors()));
              return told.find() && login.process().isAlive() ? URI.create(told.group(1)) : null;
            },
            page -> page != null);
  }

  private static String savedLogin(Path stateHome) throws Exception {
    try (Stream<Path> files = Files.walk(stateHome)) {
      Path file = files.filter(path -> path.toString().endsWith(".json")).findFirst().orElseThrow();
      return Files.readString(file);
    }
  }

  private static String key(String token) throws ParseException {
    return SignedJWT.parse(token).getHeader().getKeyID();
  }

  private static void call(String token) {
    FleetExecutorGrpc.newBlockingStub(service.channel(token))
        .getServerStatus(GetServerStatusRequest.getDefaultInstance());
  }

  private static Refusal refusal(String token) {
    return Refusal.of(() -> call(token));
  }
}
