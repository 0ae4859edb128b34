package io.fleetexecutor.inventory;

import static java.util.Objects.requireNonNull;

import io.fleetexecutor.operation.RealCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first of the real API servers; beside their kubeconfig are the authority of clients and
 * servers, and the kubeconfig of a user without rights.
 */
record RealServer(Path kubeconfig) {

  private static final Pattern TOKEN = Pattern.compile("token: ([^\\s,}]+)");

  /** A certificate and its key. */
  record Signed(Path certificate, Path key) {}

  static RealServer ofEnvironment() {
    return new RealServer(Path.of(requireNonNull(System.getenv(RealCluster.KUBECONFIG))));
  }

  String url() {
    return requireNonNull(
            KubeconfigInventory.load(List.of(kubeconfig)).targets().getFirst().endpoint())
        .server()
        .toString();
  }

  Path authority() {
    return kubeconfig.resolveSibling("ca.crt");
  }

  String adminToken() throws IOException {
    return token(kubeconfig);
  }

  /** That of a user called viewer. */
  String viewerToken() throws IOException {
    return token(kubeconfig.resolveSibling("viewer.kubeconfig"));
  }

  private static String token(Path file) throws IOException {
    Matcher token = TOKEN.matcher(Files.readString(file));
    if (!token.find()) {
      throw new IllegalStateException(file + " has no token");
    }
    return token.group(1);
  }

  /**
   * A client certificate.
   *
   * @param subject for example {@code /CN=user/O=group}
   * @param days how long it is good; it has expired where negative
   */
  Signed sign(Path folder, String subject, int days) throws IOException {
    Path key = folder.resolve("client.key");
    Path request = folder.resolve("client.csr");
    Path certificate = folder.resolve("client.crt");
    openssl(
        "req", "-newkey", "rsa:2048", "-nodes", "-subj", subject, "-keyout", key, "-out", request);
    openssl(
        "x509",
        "-req",
        "-in",
        request,
        "-CA",
        authority(),
        "-CAkey",
        kubeconfig.resolveSibling("ca.key"),
        "-CAserial",
        folder.resolve("serial"),
        "-CAcreateserial",
        "-days",
        days,
        "-out",
        certificate);
    return new Signed(certificate, key);
  }

  private static void openssl(Object... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("openssl");
    List.of(arguments).forEach(argument -> builder.command().add(argument.toString()));
    Process process =
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(builder.command() + " failed");
    }
  }
}
