package io.fleetexecutor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.TextReader;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ApiServerCancelTest extends VertxTest {

  @Test
  void cancellingClosesTheConnectionThatWaitsForAnAnswer() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    ApiServer server =
        servers.at(
            http(
                request -> {
                  request.connection().closeHandler(gone -> closed.countDown());
                  asked.countDown();
                }));
    Cancellable running = subscribe(server);
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

    running.cancel();

    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void cancellingClosesTheConnectionInTheMiddleOfAnAnswer() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    ApiServer server =
        servers.at(
            http(
                request -> {
                  request.connection().closeHandler(gone -> closed.countDown());
                  request.response().setChunked(true).write("{");
                  asked.countDown();
                }));
    Cancellable running = subscribe(server);
    assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

    running.cancel();

    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aRequestThatIsCancelledWhileItConnectsIsNeverSent() throws Exception {
    CountDownLatch firstAsked = new CountDownLatch(1);
    AtomicInteger requests = new AtomicInteger();
    String url =
        http(
            request -> {
              if (request.uri().equals("/slow")) {
                firstAsked.countDown();
              } else {
                requests.incrementAndGet();
                request.response().end("hello");
              }
            });
    ApiServer server =
        servers.at(
            ApiEndpoint.anonymous(URI.create(url)),
            new ConnectionSettings(
                Duration.ofSeconds(10), Duration.ofSeconds(10), 1, 16, 0, "test"));
    Cancellable slow = server.probe(ApiRequest.get("/slow")).subscribe().with(done -> {});
    assertThat(firstAsked.await(30, TimeUnit.SECONDS)).isTrue();
    Cancellable waiting = subscribe(server);

    waiting.cancel();
    slow.cancel();

    assertThat(ApiServers.text(server, "/last")).isEqualTo("hello");
    assertThat(requests).hasValue(1);
  }

  @Test
  void aReaderThatWantsNoMoreEndsTheAnswer() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    ApiServer server =
        servers.at(
            http(
                request -> {
                  request.connection().closeHandler(gone -> closed.countDown());
                  flood(request.response().setChunked(true));
                }));

    ApiResponse response = server.probe(ApiRequest.get("/")).await().atMost(ApiServers.LIMIT);

    assertThat(response.body()).hasSize(SmallBodyReader.MAX_BYTES);
    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  private static void flood(HttpServerResponse response) {
    while (!response.writeQueueFull() && !response.closed()) {
      response.write(Buffer.buffer("x".repeat(8192)));
    }
    response.drainHandler(drained -> flood(response));
  }

  private static Cancellable subscribe(ApiServer server) {
    return server.send(ApiRequest.get("/"), TextReader::new).subscribe().with(x -> {});
  }
}
