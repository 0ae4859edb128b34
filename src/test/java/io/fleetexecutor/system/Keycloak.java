package io.fleetexecutor.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.fleetexecutor.testing.Confidential;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A real Keycloak with the realm of {@code keycloak/fleet-realm.json}, in a process of its own. */
final class Keycloak implements AutoCloseable {
  /** Names the directory of an unpacked org.keycloak:keycloak-quarkus-dist. */
  static final String DISTRIBUTION = "FLEET_TEST_KEYCLOAK";

  static final String MISSING =
      DISTRIBUTION + " names no directory of an unpacked keycloak-quarkus-dist";

  private static final String ADMINISTRATOR = "admin";
  private static final Path REALM = Path.of("src/test/resources/keycloak/fleet-realm.json");
  private static final Duration START = Duration.ofMinutes(4);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String url;
  private final Thread onExit = new Thread(this::stop);

  private Keycloak(Process process, int port) {
    this.process = process;
    this.url = "http://127.0.0.1:" + port;
    Runtime.getRuntime().addShutdownHook(onExit);
  }

  static boolean isThere() {
    String distribution = System.getenv(DISTRIBUTION);
    return distribution != null && Files.isExecutable(script(Path.of(distribution)));
  }

  private static Path script(Path home) {
    return home.resolve("bin/kc.sh");
  }

  /**
   * @param directory for a copy of the distribution, as Keycloak writes into its own
   */
  static Keycloak start(Path directory) throws IOException, InterruptedException {
    Path home = directory.resolve("keycloak");
    new ProcessBuilder("cp", "-R", System.getenv(DISTRIBUTION), home.toString())
        .inheritIO()
        .start()
        .waitFor();
    Files.copy(REALM, Files.createDirectories(home.resolve("data/import")).resolve("realm.json"));
    int port = freePort();
    Path log = directory.resolve("keycloak.log");
    var builder =
        new ProcessBuilder(
                script(home).toString(),
                "start-dev",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--import-realm")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", ADMINISTRATOR);
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", password(ADMINISTRATOR));
    var keycloak = new Keycloak(builder.start(), port);
    keycloak.awaitStart(log);
    return keycloak;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart(Path log) throws IOException {
    Awaitility.await("Keycloak listens")
        .atMost(START)
        .until(() -> !process.isAlive() || Files.readString(log).contains("Listening on: "));
    if (!process.isAlive()) {
      throw new IllegalStateException("Keycloak ended at its start: " + Files.readString(log));
    }
  }

  String issuer() {
    return url + "/realms/fleet";
  }

  static String password(String user) {
    return Confidential.keep("password of " + user);
  }

  /** The access token that a user gets who gives this client their password. */
  String token(String user, String client) {
    return token("fleet", user, client);
  }

  private String token(String realm, String user, String client) {
    String form =
        form(
            Map.of(
                "grant_type",
                "password",
                "client_id",
                client,
                "username",
                user,
                "password",
                password(user)));
    return send(
            "/realms/" + realm + "/protocol/openid-connect/token",
            form,
            "application/x-www-form-urlencoded",
            null)
        .path("access_token")
        .asText();
  }

  static String form(Map<String, String> fields) {
    return URLUtils.serializeParameters(
        fields.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue()))));
  }

  /** From now on it signs with another key; the one before still counts. */
  void addKey() {
    String provider =
        """
        {"name": "newer", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
         "config": {"priority": ["200"], "algorithm": ["RS256"]}}
        """;
    send(
        "/admin/realms/fleet/components",
        provider,
        "application/json",
        token("master", ADMINISTRATOR, "admin-cli"));
  }

  private JsonNode send(String path, String body, String type, @Nullable String token) {
    var request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(onExit);
    stop();
  }

  /** And what its script has started. */
  private void stop() {
    List<ProcessHandle> all = process.descendants().toList();
    all.forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
