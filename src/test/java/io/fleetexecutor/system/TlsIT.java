package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service over TLS, and where it refuses to do without. */
class TlsIT {
  @TempDir Path directory;
  private Path certificate;
  private Path key;

  @BeforeEach
  void writeCertificate() throws Exception {
    certificate = directory.resolve("service.pem");
    key = directory.resolve("service-key.pem");
    write(TestCertificate.selfSigned("ip:127.0.0.1"), certificate, key);
  }

  /** As a whole, so that nobody reads half of it. */
  private static void write(TestCertificate made, Path certificate, Path key) throws Exception {
    for (Map.Entry<Path, String> file :
        Map.of(certificate, made.certificatePem(), key, made.keyPem()).entrySet()) {
      Path whole = Files.writeString(Path.of(file.getKey() + ".new"), file.getValue());
      Files.move(whole, file.getKey(), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private ServiceProcess start(Map<String, String> environment, String... options)
      throws Exception {
    return ServiceProcess.start(environment, overTls(options).toArray(String[]::new));
  }

  private List<String> overTls(String... options) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "-Dquarkus.tls.key-store.pem.service.cert=" + certificate,
                "-Dquarkus.tls.key-store.pem.service.key=" + key,
                "-Dquarkus.tls.reload-period=300ms",
                "-Dquarkus.http.insecure-requests=disabled",
                "-Dquarkus.http.ssl-port=0",
                "-Dfleet.demo.clusters=3"));
    all.addAll(List.of(options));
    return all;
  }

  private static FleetScript.Output status(ServiceProcess service, String... options)
      throws Exception {
    Stream<String> all =
        Stream.concat(
            Stream.of("status", "--server", "https://127.0.0.1:" + service.port()),
            Stream.of(options));
    return FleetScript.run(service, all.toArray(String[]::new));
  }

  private FleetScript.Output trusting(ServiceProcess service, Path authority) throws Exception {
    return status(service, "--certificate-authority", authority.toString());
  }

  @Test
  void whoTrustsItsCertificateCallsIt() throws Exception {
    try (ServiceProcess service = start(Map.of("QUARKUS_HTTP_HOST", "0.0.0.0"))) {
      trusting(service, certificate).succeeded();
      FleetScript.Output stranger = status(service);
      assertThat(stranger.exitCode()).isEqualTo(3);
      assertThat(stranger.errors()).contains("certificate");
      FleetScript.Output plain =
          FleetScript.run(service, "status", "--server", "127.0.0.1:" + service.port());
      assertThat(plain.exitCode()).isEqualTo(3);
    }
  }

  @Test
  void anExecutionStreamsOverTls() throws Exception {
    try (ServiceProcess service = start(Map.of())) {
      FleetScript.Output health =
          FleetScript.run(
              service,
              "execute",
              "health",
              "--server",
              "https://127.0.0.1:" + service.port(),
              "--certificate-authority",
              certificate.toString());
      assertThat(health.errors()).contains("3 clusters:");
    }
  }

  @Test
  void aCertificateThatIsReplacedIsUsedWithoutARestart() throws Exception {
    try (ServiceProcess service = start(Map.of())) {
      trusting(service, certificate).succeeded();
      Path before = Files.copy(certificate, directory.resolve("before.pem"));
      write(TestCertificate.selfSigned("ip:127.0.0.1"), certificate, key);

      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> trusting(service, certificate).exitCode() == 0);
      assertThat(trusting(service, before).exitCode()).isEqualTo(3);
    }
  }

  @Test
  void whereClientsNeedCertificatesOnlyThoseThatAreTrustedAreLetIn() throws Exception {
    Path client = directory.resolve("client.pem");
    Path clientKey = directory.resolve("client-key.pem");
    write(TestCertificate.selfSigned("dns:client"), client, clientKey);
    Path other = directory.resolve("other.pem");
    Path otherKey = directory.resolve("other-key.pem");
    write(TestCertificate.selfSigned("dns:client"), other, otherKey);
    Path trusted = Files.copy(client, directory.resolve("trusted.pem"));
    Path permissions =
        Files.writeString(
            directory.resolve("permissions.yaml"),
            """
            roles: {everything: [{permissions: ["*"]}]}
            bindings: [{role: everything, subjects: ["cert:test"]}]
            """);
    try (ServiceProcess service =
        start(
            Map.of(
                "FLEET_CLIENT_CERTIFICATES",
                "required",
                "FLEET_CLIENT_CERTIFICATE_PREFIX",
                "cert:",
                "FLEET_PERMISSIONS_FILE",
                permissions.toString()),
            "-Dquarkus.tls.trust-store.pem.certs=" + trusted)) {
      String[] known = {
        "--certificate-authority", certificate.toString(),
        "--client-certificate", client.toString(),
        "--client-key", clientKey.toString()
      };
      status(service, known).succeeded();
      assertThat(callers(service, known)).contains("\"caller\":\"cert:test\"");
      assertThat(trusting(service, certificate).exitCode()).isEqualTo(3);
      String[] stranger = known.clone();
      stranger[3] = other.toString();
      stranger[5] = otherKey.toString();
      assertThat(status(service, stranger).exitCode()).isEqualTo(3);

      Path whole = Files.copy(other, directory.resolve("trusted.pem.new"));
      Files.move(whole, trusted, StandardCopyOption.ATOMIC_MOVE);
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> status(service, stranger).exitCode() == 0);
      assertThat(status(service, known).exitCode()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"trust-all=true", "nats.trust-store.pem.certs="})
  void certificatesOfClientsAreNotAskedForWhereNoAuthorityIsNamed(String other) throws Exception {
    Path permissions = Files.writeString(directory.resolve("permissions.yaml"), "roles: {}");
    ServiceLaunch refused =
        ServiceLaunch.of(
            Map.of(
                "FLEET_CLIENT_CERTIFICATES",
                "required",
                "FLEET_PERMISSIONS_FILE",
                permissions.toString()),
            overTls("-Dquarkus.tls." + other + (other.endsWith("=") ? certificate : "")));
    assertThat(refused.awaitRefusal()).isNotZero();
    assertThat(refused.log())
        .contains("fleet.client-certificates is REQUIRED", "quarkus.tls.trust-store.*")
        .doesNotContain("\tat ", "the fleet has");
  }

  /** Of an execution that was started with these options, by what the list tells. */
  private static String callers(ServiceProcess service, String... options) throws Exception {
    List<String> start = new ArrayList<>(List.of("execute", "health", "--detach"));
    List<String> list = new ArrayList<>(List.of("list", "-o", "json"));
    for (List<String> arguments : List.of(start, list)) {
      arguments.addAll(List.of("--server", "https://127.0.0.1:" + service.port()));
      arguments.addAll(List.of(options));
    }
    FleetScript.run(service, start.toArray(String[]::new)).succeeded();
    return String.join(
        "\n", FleetScript.run(service, list.toArray(String[]::new)).succeeded().out());
  }

  @Test
  void plainTextIsForThisMachineUnlessAllowed() throws Exception {
    Map<String, String> everywhere = Map.of("QUARKUS_HTTP_HOST", "0.0.0.0");
    ServiceLaunch refused = ServiceLaunch.of(everywhere, List.of("-Dfleet.demo.clusters=3"));
    assertThat(refused.awaitRefusal()).isNotZero();
    assertThat(refused.log())
        .contains("quarkus.http.host is 0.0.0.0", "fleet.allow-plain-text=true")
        .doesNotContain("\tat ");
    try (ServiceProcess allowed =
        ServiceProcess.start(
            Map.of("QUARKUS_HTTP_HOST", "0.0.0.0", "FLEET_ALLOW_PLAIN_TEXT", "true"),
            "-Dfleet.demo.clusters=3")) {
      FleetScript.run(allowed, "status").succeeded();
    }
  }
}
