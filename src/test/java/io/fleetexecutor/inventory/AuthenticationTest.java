package io.fleetexecutor.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.testing.AskedClusters;
import io.fleetexecutor.testing.TestCertificate;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no real API server of today takes, and what is seen of a kubeconfig whose files change. */
class AuthenticationTest {

  private static final Duration PLUGIN_TIMEOUT = Duration.ofSeconds(30);

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aUserNameAndPasswordAreBasicAuthentication() throws IOException {
    Queue<String> headers = new ConcurrentLinkedQueue<>();
    int port =
        listen(
            new HttpServerOptions(),
            request -> {
              headers.add(request.getHeader("Authorization"));
              request.response().end("{}");
            });

    try (AskedClusters clusters =
        clusters("server: http://127.0.0.1:" + port, "username: alice\npassword: 'grün: 1'")) {
      assertThat(clusters.who("c")).isEqualTo(AskedClusters.ADMINISTRATOR);
    }

    assertThat(headers)
        .containsExactly(
            "Basic " + Base64.getEncoder().encodeToString("alice:grün: 1".getBytes(UTF_8)));
  }

  @Test
  void aRefusedPasswordIsNotTriedAgain() throws IOException {
    Queue<String> requests = new ConcurrentLinkedQueue<>();
    int port =
        listen(
            new HttpServerOptions(),
            request -> {
              requests.add(request.path());
              request.response().setStatusCode(401).end();
            });

    try (AskedClusters clusters =
        clusters("server: http://127.0.0.1:" + port, "username: alice\npassword: wrong")) {
      assertThat(clusters.failure("c").error().code()).isEqualTo(ErrorCode.UNAUTHENTICATED);
    }
    assertThat(requests).hasSize(1);
  }

  @Test
  void anAuthorityThatIsReplacedUnderItsPathIsTrustedFromThenOn() throws IOException {
    TestCertificate local = TestCertificate.selfSigned("ip:127.0.0.1");
    TestCertificate earlier = TestCertificate.selfSigned("dns:earlier.example");
    Path file = Files.writeString(folder.resolve("ca.crt"), earlier.certificatePem());
    int port =
        listen(
            new HttpServerOptions().setSsl(true).setPemKeyCertOptions(local.serverOptions()),
            request -> request.response().end("{}"));
    String cluster = "server: https://127.0.0.1:%d\ncertificate-authority: ca.crt".formatted(port);

    try (AskedClusters clusters = clusters(cluster, "token: t")) {
      assertThat(clusters.failure("c").error().reason()).isEqualTo("TLS_FAILED");
      var read = requireNonNull(AskedClusters.target(clusters.reload(), "c").endpoint());
      assertThat(read.isCurrent()).isTrue();
      assertThat(AskedClusters.target(clusters.reload(), "c").endpoint()).isEqualTo(read);

      Files.writeString(file, "# the next\n" + local.certificatePem());

      assertThat(read.isCurrent()).isFalse();
      clusters.reload();
      assertThat(clusters.who("c")).isEqualTo(AskedClusters.ADMINISTRATOR);
    }
  }

  private AskedClusters clusters(String cluster, String user) throws IOException {
    KubeconfigText text = new KubeconfigText();
    text.cluster("c", cluster).user("u", user).context("c", "c", "u", "");
    return new AskedClusters(
        vertx, InstantSource.system(), PLUGIN_TIMEOUT, text.write(folder, "config"));
  }

  private int listen(HttpServerOptions options, Handler<HttpServerRequest> handler) {
    return vertx
        .createHttpServer(options)
        .requestHandler(handler)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }
}
