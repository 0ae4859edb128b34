package io.fleetexecutor.api.transport;

import com.google.rpc.Code;
import io.fleetexecutor.api.ApiSettings;
import io.fleetexecutor.api.AuditTrail;
import io.fleetexecutor.api.CallLimits;
import io.fleetexecutor.api.CallOrigin;
import io.fleetexecutor.api.Decision;
import io.fleetexecutor.api.Statuses;
import io.fleetexecutor.audit.Audit;
import io.fleetexecutor.limit.ByteBudget;
import io.fleetexecutor.limit.OpenRequests;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.util.TransmitStatusRuntimeExceptionInterceptor;
import io.quarkus.grpc.GrpcService;
import io.quarkus.grpc.reflection.service.ReflectionServiceV1;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers gRPC and gRPC-Web on the HTTP port. Every request becomes a call to the same services
 * through gRPC's in-process transport, and so with its flow control, deadlines and cancellation.
 */
@Singleton
final class GrpcRoute {
  private static final Logger LOG = Logger.getLogger(GrpcRoute.class);
  private static final int BEFORE_ALL_OTHERS = -200;
  private static final int MOST_PROBES = 200;
  // The name of a service.
  private static final int MOST_BYTES_OF_A_STRANGER = 1_024;

  private final Server server;
  private final ManagedChannel channel;
  private final ApiSettings settings;
  private final Set<String> clientStreaming;
  private final ServedHosts hosts;
  private final Identification identification;
  private final ByteBudget memory;
  private final OpenRequests open;
  // Whoever looks after this process would end it where others keep it from answering.
  private final OpenRequests probes = new OpenRequests(MOST_PROBES);
  private final Duration linger;

  GrpcRoute(
      @Any @GrpcService Instance<BindableService> services,
      ApiSettings settings,
      CallLimits limits,
      Identification identification,
      ByteBudget memory,
      OpenRequests open,
      Audit audit) {
    String name = UUID.randomUUID().toString();
    this.settings = settings;
    this.hosts = new ServedHosts(settings.allowedHosts());
    this.identification = identification;
    this.memory = memory;
    this.open = open;
    this.linger = settings.linger();
    this.server = start(name, services, limits, new AuditTrail(audit));
    this.clientStreaming = clientStreaming(server);
    this.channel = InProcessChannelBuilder.forName(name).directExecutor().build();
  }

  private static Server start(
      String name, Instance<BindableService> services, CallLimits limits, AuditTrail audit) {
    List<ServerServiceDefinition> definitions = new ArrayList<>();
    services.forEach(service -> definitions.add(service.bindService()));
    definitions.add(new ReflectionServiceV1(List.copyOf(definitions)).bindService());
    var known = new KnownServices(names(definitions));
    var builder =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            // The last one comes first.
            .intercept(limits)
            .intercept(CallOrigin.interceptor());
    definitions.stream()
        .map(definition -> decided(definition, audit))
        .map(known::guard)
        .forEach(definition -> builder.addService(refusingWhatIsNoProtobuf(definition)));
    try {
      return builder.build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The empty one is the server's own. */
  private static Set<String> names(List<ServerServiceDefinition> definitions) {
    return Stream.concat(
            Stream.of(""),
            definitions.stream().map(definition -> definition.getServiceDescriptor().getName()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static ServerServiceDefinition decided(
      ServerServiceDefinition service, AuditTrail audit) {
    boolean isOurs =
        service.getServiceDescriptor().getName().equals(FleetExecutorGrpc.SERVICE_NAME);
    return isOurs ? ServerInterceptors.intercept(service, Decision.interceptor(), audit) : service;
  }

  private static Set<String> clientStreaming(Server server) {
    return server.getServices().stream()
        .flatMap(service -> service.getMethods().stream())
        .map(ServerMethodDefinition::getMethodDescriptor)
        .filter(method -> !method.getType().clientSendsOneMessage())
        .map(MethodDescriptor::getFullMethodName)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Parses requests where a failure becomes the call's status, not an error in the log. */
  private static ServerServiceDefinition refusingWhatIsNoProtobuf(ServerServiceDefinition service) {
    return ServerInterceptors.intercept(
        ServerInterceptors.useInputStreamMessages(service),
        TransmitStatusRuntimeExceptionInterceptor.instance());
  }

  void register(@Observes Router router) {
    // So that its classes are there where no file can be opened any more.
    Statuses.of(Code.INTERNAL, "INTERNAL", "");
    router.route().order(BEFORE_ALL_OTHERS).handler(this::handle);
  }

  private void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    String contentType = Objects.requireNonNullElse(request.getHeader("content-type"), "");
    boolean isGrpc = Protocol.isGrpc(contentType);
    @Nullable Protocol protocol = isGrpc ? Protocol.of(contentType) : null;
    @Nullable Runnable over = (!isGrpc && isProbe(request) ? probes : open).open();
    if (over == null) {
      refuseOneTooMany(request, protocol);
      return;
    }
    if (!isGrpc) {
      context.addEndHandler(answered -> Remainder.drop(request, linger, over));
      context.next();
      return;
    }
    @Nullable String path = request.path();
    if (protocol == null) {
      refuse(request, 415, "application/grpc and application/grpc-web are spoken here");
    } else if (request.method() != HttpMethod.POST || path == null) {
      request.response().putHeader("allow", "POST");
      refuse(request, 405, "gRPC is sent with POST");
    } else if (protocol == Protocol.GRPC && request.version() != HttpVersion.HTTP_2) {
      refuse(request, 505, "gRPC needs HTTP/2; gRPC-Web does not");
    } else {
      @Nullable String refusal = hosts.refusal(request);
      if (refusal == null) {
        identify(request, protocol, path.substring(1), over);
        return;
      }
      refuse(request, 421, refusal);
    }
    Remainder.drop(request, linger, over);
  }

  private void identify(
      HttpServerRequest request, Protocol protocol, String method, Runnable over) {
    request.pause();
    Context context = Objects.requireNonNull(Vertx.currentContext());
    Cancellable identified =
        identification
            .caller(request, method)
            .emitOn(task -> context.runOnContext(here -> task.run()))
            .subscribe()
            .with(
                caller -> start(request, protocol, method, caller, over),
                failure -> {
                  var status = (StatusRuntimeException) failure;
                  Responses.refuse(
                      request.response(),
                      protocol,
                      status.getStatus(),
                      Objects.requireNonNullElseGet(status.getTrailers(), Metadata::new));
                  Remainder.drop(request, linger, over);
                });
    request
        .response()
        .closeHandler(
            gone -> {
              identified.cancel();
              over.run();
            });
  }

  private void start(
      HttpServerRequest request, Protocol protocol, String method, Caller caller, Runnable over) {
    if (request.response().closed()) {
      return;
    }
    try {
      var called = new GrpcMethod(method, clientStreaming.contains(method), maxBytes(method));
      GrpcCall.start(request, protocol, called, channel, settings, memory, caller, over);
      request.resume();
    } catch (BadFrameException e) {
      Responses.refuse(request.response(), protocol, e.status(), e.trailers());
      Remainder.drop(request, linger, over);
    } catch (RuntimeException e) {
      LOG.error("a call could not be started", e);
      Responses.refuse(request.response(), protocol, Status.INTERNAL, new Metadata());
      Remainder.drop(request, linger, over);
    }
  }

  private static boolean isProbe(HttpServerRequest request) {
    @Nullable String path = request.path();
    return path != null && path.startsWith("/q/health");
  }

  private static void refuseOneTooMany(HttpServerRequest request, @Nullable Protocol protocol) {
    String message = "too many requests are open (fleet.limits.open-requests)";
    if (protocol == null) {
      refuse(request, 503, message);
    } else {
      StatusRuntimeException refusal = Statuses.exhausted("TOO_MANY_OPEN_REQUESTS", message);
      Responses.refuse(
          request.response(),
          protocol,
          refusal.getStatus(),
          Objects.requireNonNullElseGet(refusal.getTrailers(), Metadata::new));
    }
    Remainder.cutOff(request);
  }

  private int maxBytes(String method) {
    return Identification.isForEverybody(method)
        ? Math.min(MOST_BYTES_OF_A_STRANGER, settings.maxRequestBytes())
        : settings.maxRequestBytes();
  }

  private static void refuse(HttpServerRequest request, int status, String message) {
    request.response().setStatusCode(status).end(message + "\n");
  }

  @PreDestroy
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }
}
