package io.fleetexecutor.cluster;

import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One cluster's API server. Connections are made when a request needs one, and are kept for the
 * next. Cancelling a request resets it at once. Failures are {@link ClusterFailure}s.
 */
public final class ApiServer {

  private static final CompletionStage<Void> AT_ONCE = CompletableFuture.completedStage(null);

  private final VertxInternal vertx;
  private final ContextInternal context;
  private final ApiEndpoint endpoint;
  private final ConnectionSettings settings;
  private final Authenticator authenticator;
  private final KnownConnections connections = new KnownConnections();
  private final Nearness nearness;
  private final Circuit circuit;
  private final InstantSource clock;
  private final ProbeTurn probes;
  private @Nullable Future<HttpClient> client;
  private @Nullable ClientCertificate certificate;
  private @Nullable Instant certificateEnd;
  private volatile int underWay;
  private boolean retired;

  ApiServer(
      VertxInternal vertx,
      ApiEndpoint endpoint,
      ConnectionSettings settings,
      Authenticator authenticator,
      Circuit circuit,
      InstantSource clock) {
    this.vertx = vertx;
    this.context = vertx.createEventLoopContext();
    this.probes =
        new ProbeTurn(
            context, settings.probePatience(), connections::areOpen, this::startUnlessRefused);
    this.endpoint = endpoint;
    this.settings = settings;
    this.authenticator = authenticator;
    this.circuit = circuit;
    this.nearness = new Nearness(clock);
    this.clock = clock;
    this.certificate = endpoint.credentials().certificate();
  }

  /** Sends a request, and reads a successful answer as it arrives. */
  public <T> Uni<T> send(ApiRequest request, Supplier<? extends BodyReader<T>> reader) {
    return send(request, reader, SendListener.NONE);
  }

  /**
   * Sends a request, and reads a successful answer as it arrives.
   *
   * @param listener is told of each time that the request may reach the API server
   */
  public <T> Uni<T> send(
      ApiRequest request, Supplier<? extends BodyReader<T>> reader, SendListener listener) {
    return exchange(
        request, head -> head.isSuccess() ? reader.get() : new ErrorReader<>(head), listener);
  }

  /**
   * Sends a request, and reads a successful answer as it arrives, but nothing of it before its turn
   * has come: what is ahead of that stays with the API server.
   */
  public <T> Uni<T> send(
      ApiRequest request, Supplier<? extends BodyReader<T>> reader, CompletionStage<Void> turn) {
    return exchange(
        request,
        head -> head.isSuccess() ? reader.get() : new ErrorReader<>(head),
        SendListener.NONE,
        turn,
        false);
  }

  /**
   * Sends a request even where others are refused, as the API server could not be reached several
   * times, and takes the start of whatever answer there is.
   */
  public Uni<ApiResponse> probe(ApiRequest request) {
    return exchange(request, SmallBodyReader::new, SendListener.NONE, AT_ONCE, true);
  }

  /**
   * Sends a request, and reads whatever answer there is.
   *
   * @param listener is told of each time that the request may reach the API server
   */
  public <T> Uni<T> exchange(
      ApiRequest request, Function<ResponseHead, BodyReader<T>> readers, SendListener listener) {
    return exchange(request, readers, listener, AT_ONCE, false);
  }

  private <T> Uni<T> exchange(
      ApiRequest request,
      Function<ResponseHead, BodyReader<T>> readers,
      SendListener listener,
      CompletionStage<Void> turn,
      boolean probe) {
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Exchange<T> exchange =
                  new Exchange<>(this, request, readers, listener, turn, emitter);
              emitter.onTermination(() -> context.runOnContext(done -> end(exchange)));
              context.runOnContext(start -> begin(exchange, probe));
            });
  }

  private void begin(Exchange<?> exchange, boolean probe) {
    underWay++;
    if (probe) {
      probes.beginProbe(exchange);
    } else {
      probes.begin(exchange);
    }
  }

  private void startUnlessRefused(Exchange<?> exchange) {
    ClusterFailure refusal = circuit.refusal();
    if (refusal == null) {
      exchange.start();
    } else {
      exchange.refuse(refusal);
    }
  }

  private void end(Exchange<?> exchange) {
    exchange.cancel();
    underWay--;
    probes.end(exchange);
    disconnectIfRetired();
  }

  ApiEndpoint endpoint() {
    return endpoint;
  }

  ContextInternal context() {
    return context;
  }

  ConnectionSettings settings() {
    return settings;
  }

  Authenticator authenticator() {
    return authenticator;
  }

  Nearness nearness() {
    return nearness;
  }

  Circuit circuit() {
    return circuit;
  }

  KnownConnections connections() {
    return connections;
  }

  /** What a connection presents that is made for this credential. */
  @Nullable ClientCertificate presented(Credential credential) {
    ClientCertificate own = credential.certificate();
    return own == null ? endpoint.credentials().certificate() : own;
  }

  /** What new connections present; used on the context. */
  @Nullable ClientCertificate certificate() {
    return certificate;
  }

  /** An API server does not say that it refuses a certificate because of its age. */
  ClusterFailure explained(ClusterFailure refusal) {
    Instant end = certificateEnd;
    if (end == null || certificate == null || clock.instant().isBefore(end)) {
      return refusal;
    }
    String message =
        "the client certificate %s expired at %s; the API server answered: %s"
            .formatted(certificate.certificate().place(), end, refusal.error().message());
    return new ClusterFailure(
        refusal.state(),
        new ClusterError(
            refusal.error().code(),
            "CLIENT_CERTIFICATE_EXPIRED",
            message,
            refusal.error().httpStatus()));
  }

  boolean isBusy() {
    return underWay > 0;
  }

  /** The client that uses this credential; called on the context. */
  Future<HttpClient> client(Credential credential) {
    ClientCertificate wanted = presented(credential);
    Future<HttpClient> existing = client;
    if (existing == null || existing.failed()) {
      certificate = wanted;
      existing = options(wanted).map(vertx::createHttpClient);
      client = existing;
    } else if (!Objects.equals(certificate, wanted)) {
      // What is under way with the earlier certificate goes on; nothing else uses its connection.
      certificate = wanted;
      existing =
          existing.compose(
              http ->
                  options(wanted)
                      .compose(options -> http.updateSSLOptions(options.getSslOptions()))
                      .map(http));
      client = existing;
    }
    return existing;
  }

  private Future<HttpClientOptions> options(@Nullable ClientCertificate wanted) {
    return context
        .executeBlocking(() -> load(wanted), false)
        .map(
            loaded -> {
              certificateEnd = loaded.certificateEnd();
              return loaded.options();
            });
  }

  private record Loaded(HttpClientOptions options, @Nullable Instant certificateEnd) {}

  private Loaded load(@Nullable ClientCertificate wanted) {
    try {
      return new Loaded(
          ClientOptions.of(endpoint, settings, wanted), wanted == null ? null : wanted.end());
    } catch (IOException e) {
      throw ClusterFailure.of(
          ClusterState.UNREACHABLE,
          ErrorCode.FAILED_PRECONDITION,
          "INVALID_CERTIFICATE",
          "a certificate of the kubeconfig cannot be read: " + e.getMessage());
    }
  }

  /** Keeps no connection beyond the requests that are under way. */
  void retire() {
    context.runOnContext(
        on -> {
          retired = true;
          disconnectIfRetired();
        });
  }

  private void disconnectIfRetired() {
    if (retired && underWay == 0) {
      disconnect();
    }
  }

  private void disconnect() {
    if (client != null) {
      client.onSuccess(HttpClient::close);
      client = null;
    }
  }

  /** Ends what is under way, too. */
  void close() {
    context.runOnContext(on -> disconnect());
  }
}
