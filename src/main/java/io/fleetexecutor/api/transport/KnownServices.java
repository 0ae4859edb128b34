package io.fleetexecutor.api.transport;

import grpc.health.v1.HealthGrpc;
import grpc.health.v1.HealthOuterClass.HealthCheckRequest;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import java.util.Set;

/**
 * Lets the health service be asked for what there is, and for nothing else: it is open to
 * everybody, and Quarkus' keeps each name that somebody wants to watch for good.
 *
 * @param names of services; the empty one is the server itself
 */
record KnownServices(Set<String> names) implements ServerInterceptor {

  /** The health service; any other as it is. */
  ServerServiceDefinition guard(ServerServiceDefinition service) {
    return service.getServiceDescriptor().getName().equals(HealthGrpc.SERVICE_NAME)
        ? ServerInterceptors.intercept(service, this)
        : service;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      private boolean refused;

      @Override
      public void onMessage(Q message) {
        if (message instanceof HealthCheckRequest request
            && !names.contains(request.getService())) {
          refused = true;
          call.close(
              Status.NOT_FOUND.withDescription("there is no service of this name"), new Metadata());
        } else {
          super.onMessage(message);
        }
      }

      @Override
      public void onHalfClose() {
        if (!refused) {
          super.onHalfClose();
        }
      }
    };
  }
}
