package io.fleetexecutor.cluster;

import static io.fleetexecutor.cluster.ApiServers.failure;
import static io.fleetexecutor.cluster.ApiServers.text;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.testing.TextReader;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiServerTest extends VertxTest {

  @Test
  void aRequestCarriesPrefixUserAgentAuthorizationAndImpersonation() throws Exception {
    String url = http(request -> request.response().end(describe(request)));
    Credentials credentials =
        new Credentials(
            null,
            new Authentication.Fixed("Bearer t"),
            new Impersonation(
                "jane",
                "42",
                List.of("dev", "ops"),
                Map.of("acme.org/project", List.of("a", "b"))));

    assertThat(text(servers.at(url + "/k8s/clusters/c-1/", credentials), "/version?x=1").lines())
        .contains(
            "/k8s/clusters/c-1/version?x=1",
            "host=" + URI.create(url).getAuthority(),
            "user-agent=fleet-executor/dev",
            "accept-encoding=identity",
            "authorization=Bearer t",
            "Impersonate-User=jane",
            "Impersonate-Uid=42",
            "Impersonate-Group=dev",
            "Impersonate-Group=ops",
            "Impersonate-Extra-acme.org%2Fproject=a",
            "Impersonate-Extra-acme.org%2Fproject=b");
  }

  @Test
  void connectionsAreKeptForTheNextRequest() throws Exception {
    Set<Object> connections = ConcurrentHashMap.newKeySet();
    ApiServer server =
        servers.at(
            http(
                request -> {
                  connections.add(request.connection());
                  request.response().end("hello");
                }));

    for (int i = 0; i < 5; i++) {
      assertThat(text(server, "/")).isEqualTo("hello");
    }

    assertThat(connections).hasSize(1);
  }

  @Test
  void aRequestWaitsForTheConnectionOfAProbe() throws Exception {
    Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    BlockingQueue<HttpServerRequest> asked = new LinkedBlockingQueue<>();
    ApiServer server =
        waitingForProbes(
            Duration.ofHours(1),
            http(
                request -> {
                  connections.add(request.connection());
                  asked.add(request);
                }));
    for (int i = 0; i < 100; i++) {
      CompletableFuture<ApiResponse> probe =
          server.probe(ApiRequest.get("/version")).subscribeAsCompletionStage();
      HttpServerRequest first = asked.take();
      assertThat(first.path()).isEqualTo("/version");
      CompletableFuture<String> request =
          server.send(ApiRequest.get("/"), TextReader::new).subscribeAsCompletionStage();
      server.send(ApiRequest.get("/gone"), TextReader::new).subscribe().with(never -> {}).cancel();
      awaitTasks(server);
      first.response().end("v1");

      HttpServerRequest second = asked.take();
      assertThat(second.path()).isEqualTo("/");
      second.response().end("hello");
      assertThat(request.get(30, SECONDS)).isEqualTo("hello");
      assertThat(probe.get(30, SECONDS).isSuccess()).isTrue();
    }
    assertThat(connections).hasSize(1);
    assertThat(asked).isEmpty();
  }

  @Test
  void aProbeAndARequestAtTheSameTimeShareTheConnectionThatThereIs() throws Exception {
    Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    ApiServer server =
        waitingForProbes(
            Duration.ofHours(1),
            http(
                request -> {
                  connections.add(request.connection());
                  request.response().end("hello");
                }));
    assertThat(text(server, "/")).isEqualTo("hello");

    for (int i = 0; i < 200; i++) {
      Uni<?> probe = server.probe(ApiRequest.get("/version"));
      Uni<?> request = server.send(ApiRequest.get("/"), TextReader::new);
      List<Uni<?>> both = i % 2 == 0 ? List.of(probe, request) : List.of(request, probe);
      for (var answer : both.stream().map(Uni::subscribeAsCompletionStage).toList()) {
        assertThat(answer.get(30, SECONDS)).isNotNull();
      }
    }

    assertThat(connections).hasSize(1);
  }

  @Test
  void aProbeDoesNotWaitForARequestThatNothingAnswers() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    ApiServer server = impatientWithout("/slow", asked);
    Cancellable slow =
        server.send(ApiRequest.get("/slow"), TextReader::new).subscribe().with(never -> {});
    asked.await();

    assertThat(server.probe(ApiRequest.get("/version")).await().atMost(ApiServers.LIMIT))
        .extracting(ApiResponse::isSuccess)
        .isEqualTo(true);
    slow.cancel();
  }

  @Test
  void aProbeThatIsGivenUpWhileItWaitsHoldsUpNothing() throws Exception {
    BlockingQueue<HttpServerRequest> asked = new LinkedBlockingQueue<>();
    ApiServer server = waitingForProbes(Duration.ofHours(1), http(asked::add));
    var slow = server.send(ApiRequest.get("/slow"), TextReader::new).subscribeAsCompletionStage();
    HttpServerRequest first = asked.take();
    server.probe(ApiRequest.get("/version")).subscribe().with(never -> {}).cancel();
    var second = server.send(ApiRequest.get("/"), TextReader::new).subscribeAsCompletionStage();
    asked.take().response().end("hello");

    assertThat(second.get(30, SECONDS)).isEqualTo("hello");
    first.response().end("done");
    assertThat(slow.get(30, SECONDS)).isEqualTo("done");
    assertThat(asked).isEmpty();
  }

  @Test
  void aRequestDoesNotWaitForAProbeThatNothingAnswers() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    ApiServer server = impatientWithout("/version", asked);
    Cancellable probe = server.probe(ApiRequest.get("/version")).subscribe().with(never -> {});
    asked.await();

    assertThat(text(server, "/")).isEqualTo("hello");
    probe.cancel();
  }

  /** Never answers this path, and is told when it is asked for. */
  private ApiServer impatientWithout(String path, CountDownLatch asked) throws Exception {
    return waitingForProbes(
        Duration.ofMillis(1),
        http(
            request -> {
              if (path.equals(request.path())) {
                asked.countDown();
              } else {
                request.response().end("hello");
              }
            }));
  }

  private ApiServer waitingForProbes(Duration patience, String url) {
    return servers.at(
        ApiEndpoint.anonymous(URI.create(url)),
        new ConnectionSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(10), patience, 16, 16, 0, "test"));
  }

  @Test
  void aHeaderThatCannotBeSentEndsTheRequest() throws Exception {
    ApiServer server =
        servers.at(
            http(request -> request.response().end()),
            new Credentials(
                null, Authentication.NONE, new Impersonation("jane\n", "", List.of(), Map.of())));

    assertThat(failure(server, "/").state()).isEqualTo(ClusterState.FAILED);
  }

  @Test
  void aKeptConnectionThatTurnsOutClosedIsReplaced() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    ApiServer server =
        servers.at(
            http(
                request -> {
                  if (requests.incrementAndGet() == 2) {
                    request.connection().close();
                  } else {
                    request.response().end("hello");
                  }
                }));

    assertThat(text(server, "/")).isEqualTo("hello");
    assertThat(text(server, "/")).isEqualTo("hello");
    assertThat(requests).hasValue(3);
  }

  @Test
  void compressedAnswersAreAskedFor() throws Exception {
    ApiServer server = compressing(Duration.ofMillis(3));

    assertThat(large(server)).contains("accept-encoding=gzip");
    assertThat(large(server)).contains("accept-encoding=gzip");
  }

  @Test
  void ofAnApiServerThatIsNearTheyAreNot() throws Exception {
    ApiServer server = compressing(Duration.ofMillis(1));

    assertThat(large(server)).contains("accept-encoding=gzip");
    assertThat(large(server)).contains("accept-encoding=identity");
  }

  /**
   * @param step how far the clock goes on between two looks at it
   */
  private ApiServer compressing(Duration step) throws Exception {
    int port =
        await(
                vertx
                    .createHttpServer(new HttpServerOptions().setCompressionSupported(true))
                    .requestHandler(request -> request.response().end(describe(request)))
                    .listen(0, "127.0.0.1"))
            .actualPort();
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    return servers.at(
        new ApiEndpoint(
            URI.create("http://127.0.0.1:" + port),
            TlsSettings.SYSTEM,
            null,
            true,
            Credentials.ANONYMOUS),
        ConnectionSettings.DEFAULT,
        () -> now.getAndUpdate(before -> before.plus(step)));
  }

  private static Stream<String> large(ApiServer server) {
    return server
        .send(ApiRequest.get("/", "*/*", true), TextReader::new)
        .await()
        .atMost(ApiServers.LIMIT)
        .lines();
  }

  @Test
  void aPluginIsAskedAgainOnceItsTokenIsRefused(@TempDir Path folder) throws Exception {
    Path runs = folder.resolve("runs");
    Credentials credentials = plugin(folder, "echo x >> " + runs, "token-$(wc -l < " + runs + ")");
    ApiServer server =
        servers.at(
            http(
                request -> {
                  boolean good = "Bearer token-2".equals(request.getHeader("Authorization"));
                  request.response().setStatusCode(good ? 200 : 401).end("hello");
                }),
            credentials);

    assertThat(text(server, "/")).isEqualTo("hello");
    assertThat(text(server, "/")).isEqualTo("hello");
    assertThat(Files.readAllLines(runs)).hasSize(2);
  }

  @Test
  void aListenerIsToldOfEachSendAndOfTheRefusalBetween(@TempDir Path folder) throws Exception {
    Queue<String> trail = new ConcurrentLinkedQueue<>();
    ApiServer server =
        servers.at(
            http(request -> request.response().setStatusCode(401).end("no")),
            plugin(folder, "", "token"));
    SendListener listener =
        new SendListener() {
          @Override
          public void sending() {
            trail.add("sending");
          }

          @Override
          public void refused() {
            trail.add("refused");
          }
        };

    server
        .send(ApiRequest.change("POST", "/", null, false), TextReader::new, listener)
        .onFailure()
        .recoverWithNull()
        .await()
        .atMost(ApiServers.LIMIT);

    assertThat(trail).containsExactly("sending", "refused", "sending");
  }

  @Test
  void aTokenThatIsRefusedTwiceIsDenied(@TempDir Path folder) throws Exception {
    Credentials credentials = plugin(folder, "", "token");
    ApiServer server =
        servers.at(http(request -> request.response().setStatusCode(401).end("no")), credentials);

    assertThat(failure(server, "/").error().reason()).isEqualTo("UNAUTHORIZED");
  }

  @Test
  void aTokenFileIsReadAgainOnceItsTokenIsRefused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), "old\n");
    Credentials credentials =
        new Credentials(null, new Authentication.TokenFile(file), Impersonation.NONE);
    ApiServer server =
        servers.at(
            http(
                request -> {
                  String token = vertx.fileSystem().readFileBlocking(file.toString()).toString();
                  boolean current =
                      ("Bearer " + token.strip()).equals(request.getHeader("Authorization"));
                  request.response().setStatusCode(current ? 200 : 401).end("hello");
                }),
            credentials);
    assertThat(text(server, "/")).isEqualTo("hello");

    Files.writeString(file, "new\n");

    assertThat(text(server, "/")).isEqualTo("hello");
  }

  private static Credentials plugin(Path folder, String before, String token) throws Exception {
    String apiVersion = "client.authentication.k8s.io/v1";
    Path script =
        Files.writeString(
            folder.resolve("plugin"),
            """
            #!/bin/sh
            %s
            echo '{"kind":"ExecCredential","apiVersion":"%s","status":{"token":"'%s'"}}'
            """
                .formatted(before, apiVersion, token));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    ExecCommand command = new ExecCommand(apiVersion, script.toString(), List.of(), Map.of(), "{}");
    return new Credentials(null, new Authentication.Plugin(command), Impersonation.NONE);
  }

  private static String describe(HttpServerRequest request) {
    StringBuilder text = new StringBuilder(request.uri()).append('\n');
    request.headers().forEach((name, value) -> text.append(name + "=" + value + "\n"));
    return text.toString();
  }
}
