package io.fleetexecutor.cli;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCall.Listener;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers the authorization header of each call; none counts as an empty one. */
final class RecordedAuthorizations implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  final List<String> headers = new CopyOnWriteArrayList<>();

  /** Done before each call is answered. */
  volatile Callable<?> then = () -> null;

  @Override
  public <Q, A> Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata metadata, ServerCallHandler<Q, A> next) {
    String header = metadata.get(AUTHORIZATION);
    headers.add(header == null ? "" : header);
    try {
      then.call();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return next.startCall(call, metadata);
  }
}
