package io.fleetexecutor.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTParser;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.testing.AskedClusters;
import io.fleetexecutor.testing.TestCertificate;
import io.fleetexecutor.testing.TestIssuer;
import io.fleetexecutor.testing.VirtualTime;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
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
  private final KubeconfigText text = new KubeconfigText();

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

    assertThat(headers).containsExactly("Basic " + base64("alice:grün: 1"));
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
  void contextsWithTheSameOidcLoginShareItsTokens() throws IOException {
    VirtualTime time = new VirtualTime(Instant.parse("2026-01-01T00:00:00Z"));
    TestIssuer issuer = TestIssuer.start(vertx, time);
    Queue<String> refused = new ConcurrentLinkedQueue<>();
    int port =
        listen(
            new HttpServerOptions(),
            request -> {
              String user = user(request);
              request.response().setStatusCode(refused.contains(user) ? 401 : 403);
              request.response().end("User \"" + user + "\" cannot list");
            });
    text.context("other", "c", "u", "");

    try (AskedClusters clusters =
        clusters(
            time,
            "server: http://127.0.0.1:" + port,
            """
            auth-provider:
              name: oidc
              config:
                idp-issuer-url: %s
                idp-certificate-authority-data: %s
                client-id: %s
                client-secret: %s
                refresh-token: refresh-0
            """
                .formatted(
                    issuer.url(),
                    base64(issuer.certificate().certificatePem()),
                    TestIssuer.CLIENT,
                    TestIssuer.SECRET))) {
      assertThat(clusters.whoAtOnce("c", 5)).containsOnly("user-1");
      assertThat(clusters.who("other")).isEqualTo("user-1");

      refused.add("user-1");

      assertThat(clusters.whoAtOnce("other", 5)).containsOnly("user-2");
      assertThat(clusters.who("c")).isEqualTo("user-2");
    }
  }

  /** The subject of the request's token. */
  private static String user(HttpServerRequest request) {
    String token = String.valueOf(request.getHeader("Authorization")).substring("Bearer ".length());
    try {
      return JWTParser.parse(token).getJWTClaimsSet().getSubject();
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String base64(String content) {
    return Base64.getEncoder().encodeToString(content.getBytes(UTF_8));
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
    return clusters(InstantSource.system(), cluster, user);
  }

  private AskedClusters clusters(InstantSource clock, String cluster, String user)
      throws IOException {
    text.cluster("c", cluster).user("u", user).context("c", "c", "u", "");
    return new AskedClusters(vertx, clock, PLUGIN_TIMEOUT, text.write(folder, "config"));
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
