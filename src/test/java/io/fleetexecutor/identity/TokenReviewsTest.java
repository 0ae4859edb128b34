package io.fleetexecutor.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.cluster.ConnectionSettings;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.testing.LogListener;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster that is asked for tokens, and what is told of its answers. */
class TokenReviewsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ACCEPTED =
      """
      {"status": {"authenticated": true, "user": {"username": "robot", "uid": "7", "groups": ["a"]}}}
      """;
  private static final String REFUSED = "{\"status\": {\"authenticated\": false}}";

  private final Vertx vertx = Vertx.vertx();
  private final ClusterConnections connections =
      new ClusterConnections(vertx, ConnectionSettings.DEFAULT, InstantSource.system());
  private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<HttpServerRequest> requests = new ConcurrentLinkedQueue<>();
  private final AtomicLong nanoTime = new AtomicLong();
  private final LogListener log = LogListener.to("", Level.INFO);
  private volatile Handler<HttpServerRequest> answer = request -> {};
  private HttpServer server;
  private TokenReviews reviews;

  @BeforeEach
  void open() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  requests.add(request);
                  answer.handle(request);
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    URI url = URI.create("http://127.0.0.1:" + server.actualPort());
    Cluster cluster = new Cluster("c", "c", Map.of(), "test", "default", null);
    connections.update(Map.of("c", new ClusterTarget(cluster, ApiEndpoint.anonymous(url))));
    reviews =
        new TokenReviews(() -> connections.get("c"), Set.of(), "", nanoTime::get, timers, threads);
  }

  @AfterEach
  void close() {
    log.close();
    connections.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    timers.shutdownNow();
    threads.close();
  }

  private void answers(int status, String body) {
    answer = request -> request.response().setStatusCode(status).end(body);
  }

  private Caller verify(String token) {
    return reviews.verify(token).await().atMost(PATIENCE);
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> verify(token)).hasCauseInstanceOf(UnauthenticatedException.class);
  }

  private void assertUnavailable(String token) {
    assertThatThrownBy(() -> verify(token)).hasCauseInstanceOf(IssuerUnavailableException.class);
  }

  /** After a second failure on the thread of the first, which has told by then what it tells. */
  private void assertNoWarning() {
    assertThat(log.warnings())
        .extracting(line -> line.getLoggerName() + ": " + line.getMessage())
        .isEmpty();
  }

  @Test
  void whatIsAcceptedCountsForAWhile() {
    answers(201, ACCEPTED);
    var robot = new Caller("robot", List.of("a"), "7");
    assertThat(verify("token")).isEqualTo(robot);
    assertThat(verify("token")).isEqualTo(robot);
    assertThat(requests).hasSize(1);

    // Once there is a second answer, the time of the first one has been taken.
    verify("another token");
    nanoTime.addAndGet(Duration.ofSeconds(TokenReviews.KEPT_SECONDS).toNanos());
    assertThat(verify("token")).isEqualTo(robot);
    assertThat(requests).hasSize(3);
  }

  @Test
  void aRefusalIsNotKept() {
    answers(201, REFUSED);
    assertRefused("token");
    answers(201, ACCEPTED);
    assertThat(verify("token").name()).isEqualTo("robot");
  }

  @Test
  void thatTheClusterIsAwayIsNotKept() {
    answers(503, "");
    assertUnavailable("token");
    answers(201, ACCEPTED);
    assertThat(verify("token").name()).isEqualTo("robot");
  }

  @Test
  void aFailureIsNotKeptEitherWhereNobodyWaitsForItAnyMore() {
    reviews.verify("token").subscribe().with(caller -> {}, failure -> {}).cancel();
    await().atMost(PATIENCE).until(() -> !requests.isEmpty());
    answers(201, ACCEPTED);
    requests.peek().response().setStatusCode(503).end();

    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(verify("token").name()).isEqualTo("robot"));
  }

  @Test
  void whoWaitsForTheSameTokenAsksOnceAndIsNotLeftByWhoeverCameFirst() {
    var first = reviews.verify("token").subscribe().with(caller -> {}, failure -> {});
    var second = reviews.verify("token").subscribeAsCompletionStage();
    await().atMost(PATIENCE).until(() -> !requests.isEmpty());
    first.cancel();
    requests.peek().response().setStatusCode(201).end(ACCEPTED);

    assertThat(second.join().name()).isEqualTo("robot");
    assertThat(requests).hasSize(1);
  }

  @Test
  void theLogTellsNothingOfRefusedTokens() {
    answers(201, REFUSED);
    assertRefused("token");
    assertRefused("another token");
    assertNoWarning();
  }

  @Test
  void theLogTellsNothingOfTokensThatCannotBeChecked() {
    answers(500, "");
    assertUnavailable("token");
    server.close().toCompletionStage().toCompletableFuture().join();
    assertUnavailable("another token");
    assertNoWarning();
  }

  @Test
  void theLogTellsNothingOfAnswersThatAreNoReviews() {
    answers(201, "[}");
    assertUnavailable("token");
    assertUnavailable("another token");
    assertNoWarning();
  }

  @Test
  void strangersAreNotToldWhatTheClusterAnswers() {
    answers(403, "");
    assertThatThrownBy(() -> verify("token"))
        .cause()
        .hasMessage("the cluster that knows the token does not answer as it should")
        .cause()
        .hasMessageContaining("HTTP 403");
  }

  @Test
  void thatTooManyCallsWaitIsNoOutageOfTheCluster() {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    // 1,024 wait for one of 16 connections.
    for (int sent = 0; sent < 1_100; sent++) {
      reviews.verify("token " + sent).subscribe().with(caller -> {}, failures::add);
    }

    await().atMost(PATIENCE).until(() -> failures.size() >= 1_100 - 1_024 - 16);
    assertThat(failures.peek())
        .isInstanceOf(IssuerBusyException.class)
        .hasMessage("too many calls wait for the cluster that knows the token");
  }
}
