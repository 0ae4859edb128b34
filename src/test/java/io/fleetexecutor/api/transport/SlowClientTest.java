package io.fleetexecutor.api.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetexecutor.api.ApiSettings;
import io.fleetexecutor.limit.ByteBudget;
import io.fleetexecutor.model.Caller;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that take their time, over calls that nobody answers. */
class SlowClientTest {
  private static final Buffer MESSAGE = Buffer.buffer().appendByte((byte) 0).appendInt(0);
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Vertx vertx = Vertx.vertx();
  private final Silence silence = new Silence();

  @AfterEach
  void close() throws Exception {
    get(vertx.close());
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aRequestThatDoesNotArriveIsRefused(HttpVersion version) throws Exception {
    HttpClientRequest request = post(version, serve(false, SHORT, Duration.ZERO));
    request.write(MESSAGE.slice(0, 3));

    assertThat(answer(request))
        .contains("grpc-status: 4")
        .contains("did not arrive within PT0.1S (fleet.limits.request-timeout)");
    await().until(() -> silence.cancelled.get() == 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aRequestThatIsThereButDoesNotEndIsRefused(HttpVersion version) throws Exception {
    HttpClientRequest request = post(version, serve(false, SHORT, Duration.ZERO));
    request.write(MESSAGE);

    assertThat(answer(request)).contains("grpc-status: 4");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void whoGoesOnAfterTheAnswerIsCutOff(HttpVersion version) throws Exception {
    var cutOff = new CompletableFuture<Throwable>();
    HttpClientRequest request = post(version, serve(false, SHORT, Duration.ZERO));
    request.exceptionHandler(cutOff::complete);
    request.connection().closeHandler(gone -> cutOff.complete(new IllegalStateException("closed")));
    long trickle = vertx.setPeriodic(20, again -> request.write(MESSAGE.slice(0, 1)));

    assertThat(answer(request)).contains("grpc-status: 4");
    assertThat(cutOff.get(1, TimeUnit.MINUTES)).isNotNull();
    vertx.cancelTimer(trickle);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void whoMaySendMoreMayWaitBetweenMessagesButNotWithinOne(HttpVersion version) throws Exception {
    HttpServer server = serve(true, SHORT, Duration.ZERO);
    HttpClientRequest patient = post(version, server);
    patient.write(MESSAGE);
    await().until(() -> silence.sent.get() == 1);
    for (int i = 0; i < 3; i++) {
      HttpClientRequest late = post(version, server);
      late.write(MESSAGE);
      late.write(MESSAGE.slice(0, 3));
      assertThat(answer(late)).contains("grpc-status: 4");
    }
    await().until(() -> silence.cancelled.get() == 3);

    patient.write(MESSAGE);
    await().until(() -> silence.sent.get() == 5);
    assertThat(silence.cancelled).hasValue(3);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void aCallKeepsItsConnectionHoweverQuietItIs(HttpVersion version) throws Exception {
    HttpServer server = serve(false, LONG, Duration.ofMillis(300));
    HttpClientRequest quiet = post(version, server);
    quiet.end(MESSAGE);
    await().until(() -> silence.sent.get() == 1);
    for (int i = 0; i < 5; i++) {
      var closed = new CompletableFuture<Boolean>();
      NetSocket unused = get(vertx.createNetClient().connect(server.actualPort(), "127.0.0.1"));
      unused.closeHandler(gone -> closed.complete(true));
      assertThat(closed.get(1, TimeUnit.MINUTES)).isTrue();
    }

    assertThat(silence.cancelled).hasValue(0);
    quiet.connection().close();
    await().until(() -> silence.cancelled.get() == 1);
  }

  private HttpServer serve(boolean isClientStreaming, Duration requestTimeout, Duration idleTimeout)
      throws Exception {
    var settings =
        new ApiSettings(1024, 1024, requestTimeout, idleTimeout, false, Set.of(), "", "");
    var options =
        new HttpServerOptions()
            .setIdleTimeout((int) idleTimeout.toMillis())
            .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    return get(
        vertx
            .createHttpServer(options)
            .requestHandler(request -> start(request, isClientStreaming, settings))
            .listen(0, "127.0.0.1"));
  }

  private void start(HttpServerRequest request, boolean isClientStreaming, ApiSettings settings) {
    try {
      GrpcCall.start(
          request,
          Protocol.GRPC_WEB,
          new GrpcMethod("a.Service/Method", isClientStreaming, 1024),
          silence,
          settings,
          new ByteBudget(1024, 1024),
          Caller.ANONYMOUS,
          () -> {});
    } catch (BadFrameException e) {
      throw new AssertionError(e);
    }
  }

  private HttpClientRequest post(HttpVersion version, HttpServer server) throws Exception {
    var options =
        new HttpClientOptions().setProtocolVersion(version).setHttp2ClearTextUpgrade(false);
    return get(vertx
            .createHttpClient(options)
            .request(HttpMethod.POST, server.actualPort(), "127.0.0.1", "/"))
        .setChunked(true);
  }

  private static String answer(HttpClientRequest request) throws Exception {
    return get(request.response().compose(HttpClientResponse::body)).toString();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  /** Calls that are never answered. */
  private static final class Silence extends Channel {
    final AtomicInteger sent = new AtomicInteger();
    final AtomicInteger cancelled = new AtomicInteger();

    @Override
    public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
      return new ClientCall<>() {
        @Override
        public void start(Listener<R> listener, Metadata headers) {}

        @Override
        public void request(int count) {}

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {
          cancelled.incrementAndGet();
        }

        @Override
        public void halfClose() {}

        @Override
        public void sendMessage(Q message) {
          sent.incrementAndGet();
        }
      };
    }

    @Override
    public String authority() {
      return "test";
    }
  }
}
