package io.fleetexecutor.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetexecutor.testing.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A simulated fleet in a process of its own. Each cluster has an address and credentials of its
 * own, and is asked over TLS with client certificates.
 */
record TlsFleet(JavaProcess process, Path kubeconfig) implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("Serving (\\d+ \\d+)");
  private static final String SERVER_NAME = "cluster.test";

  static TlsFleet start(int size, Duration latency) throws IOException {
    TestCertificate certificate = TestCertificate.selfSigned("dns:" + SERVER_NAME);
    Path folder = Files.createTempDirectory("bench");
    Path pem = Files.writeString(folder.resolve("cert.pem"), certificate.certificatePem());
    Path key = Files.writeString(folder.resolve("key.pem"), certificate.keyPem());
    List<String> arguments =
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            TlsFleetServer.class.getName(),
            Long.toString(latency.toMillis()),
            pem.toString(),
            key.toString());
    JavaProcess process = JavaProcess.start(arguments, Map.of(), READY);
    Path kubeconfig = folder.resolve("kubeconfig");
    Files.writeString(kubeconfig, kubeconfig(size, ports(process)[0], certificate));
    List.of(folder, pem, key, kubeconfig).forEach(path -> path.toFile().deleteOnExit());
    return new TlsFleet(process, kubeconfig);
  }

  private static String[] ports(JavaProcess process) {
    return process.ready().split(" ");
  }

  private static String kubeconfig(int size, String port, TestCertificate certificate) {
    String pem = base64(certificate.certificatePem());
    String key = base64(certificate.keyPem());
    var clusters = new StringBuilder("clusters:\n");
    var users = new StringBuilder("users:\n");
    var contexts = new StringBuilder("contexts:\n");
    for (int number = 1; number <= size; number++) {
      String name = "cluster-%05d".formatted(number);
      clusters.append(
          """
          - name: %s
            cluster:
              server: https://%s:%s%s
              tls-server-name: %s
              certificate-authority-data: %s
          """
              .formatted(name, address(number), port, TlsFleetServer.PATH, SERVER_NAME, pem));
      users.append(
          """
          - name: %s
            user:
              client-certificate-data: %s
              client-key-data: %s
          """
              .formatted(name, pem, key));
      contexts.append("- {name: %1$s, context: {cluster: %1$s, user: %1$s}}%n".formatted(name));
    }
    return contexts.append(clusters).append(users).toString();
  }

  /** All of 127.0.0.0/8 is this machine. */
  private static String address(int number) {
    return "127.1.%d.%d".formatted(number / 250, number % 250 + 1);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** How many there were so far, as the clusters count them. */
  int handshakes() throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + ports(process)[1]);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return Integer.parseInt(
          http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body());
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
