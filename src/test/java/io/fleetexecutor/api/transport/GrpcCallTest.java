package io.fleetexecutor.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.api.ApiSettings;
import io.fleetexecutor.limit.ByteBudget;
import io.fleetexecutor.model.Caller;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** gRPC tells a call's events one after the other, each on whatever thread is at hand. */
class GrpcCallTest {
  private static final byte[] LAST_WORD = "the last word".getBytes(StandardCharsets.UTF_8);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  @Test
  void aMessageFromAnotherThreadComesBeforeTheEndThatIsToldOnTheEventLoop() throws Exception {
    HttpServer server =
        get(
            vertx
                .createHttpServer()
                .requestHandler(request -> answer(request, new TwoThreads()))
                .listen(0, "127.0.0.1"));

    var body =
        get(
            vertx
                .createHttpClient()
                .request(HttpMethod.POST, server.actualPort(), "127.0.0.1", "/")
                .compose(request -> request.send())
                .compose(response -> response.body()));

    assertThat(body.toString()).containsSubsequence("the last word", "grpc-status: 0");
  }

  private static void answer(HttpServerRequest request, Channel channel) {
    try {
      GrpcCall.start(
          request,
          Protocol.GRPC_WEB,
          new GrpcMethod("a.Service/Method", false, 1024),
          channel,
          new ApiSettings(
              1024, 1024, Duration.ofMinutes(1), Duration.ZERO, false, Set.of(), "", ""),
          new ByteBudget(1024, 1024),
          Caller.ANONYMOUS,
          () -> {});
    } catch (BadFrameException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  /** Answers the first request for a message on a thread of its own, and ends on the caller's. */
  private static final class TwoThreads extends Channel {
    @Override
    public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
      return new ClientCall<>() {
        private @Nullable Listener<R> listener;

        @Override
        public void start(Listener<R> listener, Metadata headers) {
          this.listener = listener;
        }

        @Override
        public void request(int count) {
          Listener<R> told = Objects.requireNonNull(listener);
          CompletableFuture.runAsync(() -> told.onMessage(message(method))).join();
          told.onClose(Status.OK, new Metadata());
        }

        @Override
        public void cancel(@Nullable String message, @Nullable Throwable cause) {}

        @Override
        public void halfClose() {}

        @Override
        public void sendMessage(Q message) {}
      };
    }

    private static <R> R message(MethodDescriptor<?, R> method) {
      try (InputStream bytes = new ByteArrayInputStream(LAST_WORD)) {
        return method.parseResponse(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String authority() {
      return "test";
    }
  }
}
