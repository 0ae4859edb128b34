package io.fleetexecutor.cluster;

import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer; everything happens on the API server's event loop. It is sent a
 * second time when a credential that can be renewed is refused, and, if it is repeatable, when a
 * kept connection turns out closed.
 */
final class Exchange<T> {
  private final ApiServer server;
  private final ApiRequest request;
  private final Function<ResponseHead, BodyReader<T>> readers;
  private final SendListener listener;
  private final CompletionStage<Void> turn;
  private final UniEmitter<? super T> emitter;
  private Credential credential = Credential.NONE;
  private @Nullable HttpClientRequest current;
  private @Nullable Instant connecting;
  private String progress = "before the request was sent";
  private boolean reused;
  private boolean answered;
  private boolean resent;
  private boolean renewed;
  private boolean done;

  Exchange(
      ApiServer server,
      ApiRequest request,
      Function<ResponseHead, BodyReader<T>> readers,
      SendListener listener,
      CompletionStage<Void> turn,
      UniEmitter<? super T> emitter) {
    this.server = server;
    this.request = request;
    this.readers = readers;
    this.listener = listener;
    this.turn = turn;
    this.emitter = emitter;
  }

  void start() {
    if (done) {
      return;
    }
    // Whoever shares the credential obtained it on an event loop of its own.
    Promise<Credential> here = server.context().promise();
    server.authenticator().credential().onComplete(here);
    here.future()
        .compose(obtained -> connect(obtained))
        .onSuccess(this::sendOn)
        .onFailure(this::fail);
  }

  /** Whether nothing but the answer is missing. */
  boolean isSent() {
    return current != null && !done;
  }

  void refuse(ClusterFailure refusal) {
    if (!done) {
      failWith(refusal);
    }
  }

  void cancel() {
    if (!done) {
      done = true;
      if (connecting != null) {
        Duration waited = Duration.between(connecting, server.nearness().now());
        server.circuit().givenUp(server.endpoint(), waited);
      }
      reset();
    }
  }

  private Future<HttpClientRequest> connect(Credential obtained) {
    credential = obtained;
    return done
        ? Future.failedFuture("cancelled")
        : server.client(obtained).compose(this::requestOn);
  }

  private Future<HttpClientRequest> requestOn(HttpClient client) {
    ApiEndpoint endpoint = server.endpoint();
    connecting = server.nearness().now();
    return client.request(
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            .setServer(SocketAddress.inetSocketAddress(endpoint.port(), endpoint.host()))
            .setHost(endpoint.tlsHost())
            .setPort(endpoint.port())
            .setURI(endpoint.pathPrefix() + request.uri()));
  }

  private void sendOn(HttpClientRequest http) {
    connecting = null;
    http.exceptionHandler(told -> {}); // the answer fails with it; else Vert.x logs it as well
    if (done) {
      http.reset();
      return;
    }
    if (server.connections().isOutdated(http.connection(), server.certificate())) {
      http.connection().close();
      start();
      return;
    }
    current = http;
    reused = server.connections().isReused(http.connection(), server.presented(credential));
    progress = "before it answered";
    try {
      addHeaders(http.headers());
      listener.sending();
    } catch (RuntimeException e) {
      giveUp(e);
      return;
    }
    Instant sent = server.nearness().now();
    send(http).onSuccess(response -> read(http, sent, response)).onFailure(e -> failOn(http, e));
  }

  private Future<HttpClientResponse> send(HttpClientRequest http) {
    ApiRequest.Content content = request.content();
    if (content == null) {
      return http.send();
    }
    http.putHeader(HttpHeaders.CONTENT_TYPE, content.type());
    return http.send(content.body());
  }

  private void addHeaders(MultiMap headers) {
    ApiEndpoint endpoint = server.endpoint();
    headers.set(HttpHeaders.HOST, endpoint.hostHeader());
    headers.set(HttpHeaders.USER_AGENT, server.settings().userAgent());
    headers.set(HttpHeaders.ACCEPT, request.accept());
    boolean compressed =
        request.compressed() && endpoint.compression() && !server.nearness().isNear();
    headers.set(HttpHeaders.ACCEPT_ENCODING, compressed ? "gzip" : "identity");
    if (credential.authorization() != null) {
      headers.set(HttpHeaders.AUTHORIZATION, credential.authorization());
    }
    (request.as().isNobody() ? endpoint.credentials().impersonation() : request.as())
        .addTo(headers);
  }

  private void read(HttpClientRequest http, Instant sent, HttpClientResponse response) {
    if (http != current) {
      return;
    }
    answered = true;
    Instant now = server.nearness().now();
    server.circuit().reached(now);
    server.nearness().answered(sent, now);
    progress = "in the middle of its answer";
    BodyReader<T> reader = readers.apply(head(response));
    response.exceptionHandler(failure -> failOn(http, failure));
    response.handler(chunk -> read(reader, chunk));
    response.endHandler(end -> finish(reader, response.statusCode()));
    awaitTurn(http, response);
  }

  private void awaitTurn(HttpClientRequest http, HttpClientResponse response) {
    if (turn.toCompletableFuture().isDone()) {
      return;
    }
    response.pause();
    turn.thenRun(
        () ->
            server
                .context()
                .runOnContext(
                    come -> {
                      if (http == current) {
                        response.resume();
                      }
                    }));
  }

  private ResponseHead head(HttpClientResponse response) {
    String type = response.getHeader(HttpHeaders.CONTENT_TYPE);
    return ResponseHead.of(
        response.statusCode(),
        type == null ? "" : type,
        response.getHeader(HttpHeaders.RETRY_AFTER),
        server.nearness().now());
  }

  private void read(BodyReader<T> reader, Buffer chunk) {
    if (done) {
      return;
    }
    try {
      if (!reader.read(chunk)) {
        deliver(reader);
        reset();
      }
    } catch (RuntimeException e) {
      giveUp(e);
    }
  }

  private void finish(BodyReader<T> reader, int status) {
    if (done) {
      return;
    }
    if (status == 401 && !renewed && server.authenticator().renew(credential)) {
      renewed = true;
      answered = false;
      listener.refused();
      // A connection is authenticated by its certificate, so it goes with the credential.
      reset();
      start();
      return;
    }
    deliver(reader);
  }

  private void deliver(BodyReader<T> reader) {
    T result;
    try {
      result = reader.result();
    } catch (ClusterFailure e) {
      failWith(e.hasHttpStatus(401) ? server.explained(e) : e);
      return;
    } catch (RuntimeException e) {
      failWith(e);
      return;
    }
    done = true;
    emitter.complete(result);
  }

  private void giveUp(RuntimeException e) {
    failWith(e);
    reset();
  }

  private void failWith(RuntimeException e) {
    done = true;
    emitter.fail(
        e instanceof ClusterFailure
            ? e
            : ClusterFailure.of(
                ClusterState.FAILED, ErrorCode.INTERNAL, "INTERNAL", "bad answer: " + e));
  }

  /** Of a request that was given up, nothing counts any more. */
  private void failOn(HttpClientRequest http, Throwable failure) {
    if (http == current) {
      fail(failure);
    }
  }

  private void fail(Throwable failure) {
    if (done) {
      return;
    }
    if (reused && !answered && !resent && request.repeatable()) {
      resent = true;
      start();
      return;
    }
    done = true;
    ClusterFailure told = ConnectionFailures.of(failure, server.endpoint(), progress);
    server.circuit().failed(told);
    emitter.fail(ConnectionFailures.isRefusal(failure) ? server.explained(told) : told);
  }

  private void reset() {
    HttpClientRequest http = current;
    current = null;
    if (http != null) {
      http.reset();
    }
  }
}
