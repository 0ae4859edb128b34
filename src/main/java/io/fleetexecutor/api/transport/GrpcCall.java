package io.fleetexecutor.api.transport;

import com.google.rpc.Code;
import io.fleetexecutor.api.ApiSettings;
import io.fleetexecutor.api.CallOrigin;
import io.fleetexecutor.api.Statuses;
import io.fleetexecutor.limit.ByteBudget;
import io.fleetexecutor.model.Caller;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.Objects;

/**
 * One HTTP request as a gRPC call. Each side is read only as fast as the other takes it. When the
 * client is gone, however it went, the call is cancelled; when the deadline passes, gRPC ends it. A
 * client that does not send its request in time is refused; one that goes on then is cut off.
 *
 * <p>Everything runs on the request's event loop.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">gRPC over
 *     HTTP/2</a>
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md">gRPC-Web</a>
 */
final class GrpcCall extends ClientCall.Listener<byte[]> {
  private final Context context = Objects.requireNonNull(Vertx.currentContext());
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Protocol protocol;
  private final FrameReader reader;
  private final FrameWriter writer;
  private final ClientCall<byte[], byte[]> call;
  private final boolean isClientStreaming;
  private final Duration requestTimeout;
  private final Duration linger;
  private final Arrival arrival;
  private final Runnable endKeepAlive;
  private final Runnable over;
  private boolean paused;
  private boolean ended;

  private GrpcCall(
      HttpServerRequest request,
      Protocol protocol,
      FrameReader reader,
      ClientCall<byte[], byte[]> call,
      boolean isClientStreaming,
      ApiSettings settings,
      Runnable over) {
    this.request = request;
    this.response = request.response();
    this.protocol = protocol;
    this.reader = reader;
    this.writer = new FrameWriter(protocol.isText());
    this.call = call;
    this.isClientStreaming = isClientStreaming;
    this.arrival = new Arrival(context, settings.requestTimeout(), this::late);
    this.requestTimeout = settings.requestTimeout();
    this.linger = settings.linger();
    this.over = over;
    this.endKeepAlive = KeepAlive.start(context.owner(), request, settings.idleTimeout());
  }

  /**
   * @param memory for requests
   * @param caller who makes it
   * @param over is run when nothing of it is left
   * @throws BadFrameException where the headers cannot be understood
   */
  static void start(
      HttpServerRequest request,
      Protocol protocol,
      GrpcMethod method,
      Channel channel,
      ApiSettings settings,
      ByteBudget memory,
      Caller caller,
      Runnable over)
      throws BadFrameException {
    var headers = new RequestHeaders(request.headers());
    var descriptor =
        MethodDescriptor.newBuilder(Bytes.MARSHALLER, Bytes.MARSHALLER)
            .setType(MethodType.BIDI_STREAMING)
            .setFullMethodName(method.name())
            .build();
    CallOrigin origin = origin(request, caller);
    Metadata metadata = headers.metadata(origin);
    var reader =
        new FrameReader(
            protocol.isText(),
            headers.isGzip(),
            method.maxRequestBytes(),
            memory.account(origin.key()));
    new GrpcCall(
            request,
            protocol,
            reader,
            channel.newCall(descriptor, headers.options()),
            method.isClientStreaming(),
            settings,
            over)
        .begin(metadata);
  }

  private static CallOrigin origin(HttpServerRequest request, Caller caller) {
    SocketAddress remote = request.remoteAddress();
    return new CallOrigin(
        caller,
        remote == null ? "" : String.valueOf(remote.hostAddress()),
        Objects.requireNonNullElse(request.getHeader("user-agent"), ""));
  }

  private void begin(Metadata metadata) {
    response.setChunked(true).putHeader("content-type", protocol.contentType());
    response.exceptionHandler(failure -> cancel());
    response.closeHandler(ignored -> cancel());
    request.exceptionHandler(failure -> cancel());
    request.handler(this::receive);
    arrival.expect();
    request.endHandler(ignored -> halfClose());
    call.start(this, metadata);
    call.request(1);
  }

  private void receive(Buffer chunk) {
    if (ended) {
      return;
    }
    try {
      reader.read(chunk, call::sendMessage);
    } catch (BadFrameException e) {
      end(e.status(), e.trailers());
      call.cancel(e.getMessage(), e);
      return;
    }
    if (isClientStreaming && reader.isBetweenMessages()) {
      reader.discard();
      arrival.done();
    } else {
      arrival.expect();
    }
    if (!ended && !call.isReady()) {
      paused = true;
      request.pause();
    }
  }

  @Override
  public void onReady() {
    onContext(this::resume);
  }

  private void resume() {
    if (paused && !request.isEnded()) {
      paused = false;
      request.resume();
    }
  }

  private void halfClose() {
    arrival.done();
    if (!ended) {
      call.halfClose();
    }
  }

  private void cancel() {
    arrival.done();
    over.run();
    if (!ended) {
      ended = true;
      endKeepAlive.run();
      reader.discard();
      call.cancel("the client is gone", null);
    }
  }

  private void late() {
    if (paused) {
      arrival.expect(); // It is not the client who is late.
    } else {
      var late =
          Statuses.of(
              Code.DEADLINE_EXCEEDED,
              "REQUEST_TIMEOUT",
              "the request did not arrive within %s (fleet.limits.request-timeout)"
                  .formatted(requestTimeout));
      end(late.getStatus(), Objects.requireNonNullElseGet(late.getTrailers(), Metadata::new));
      call.cancel("the request did not arrive in time", null);
    }
  }

  @Override
  public void onMessage(byte[] message) {
    onContext(() -> send(message));
  }

  private void send(byte[] message) {
    if (ended) {
      return;
    }
    if (!isClientStreaming) {
      reader.discard(); // Who answers has read the request.
    }
    response.write(writer.message(message));
    if (response.writeQueueFull()) {
      response.drainHandler(ignored -> call.request(1));
    } else {
      call.request(1);
    }
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    onContext(() -> end(status, trailers));
  }

  private void end(Status status, Metadata metadata) {
    if (ended) {
      return;
    }
    ended = true;
    endKeepAlive.run();
    reader.discard();
    arrival.done();
    Responses.end(response, protocol, status, metadata);
    Remainder.drop(request, linger, over);
  }

  /**
   * Never at once, also on the event loop: what another thread told before waits its turn there.
   */
  private void onContext(Runnable task) {
    context.runOnContext(ignored -> task.run());
  }
}
