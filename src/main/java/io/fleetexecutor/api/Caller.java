package io.fleetexecutor.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

/** Who makes a call, from the transport, which finds out, to the service. */
public final class Caller {
  /** Who has not said who they are. */
  public static final String ANONYMOUS = "anonymous";

  private static final Metadata.Key<byte[]> HEADER =
      Metadata.Key.of("fleet-caller-bin", Metadata.BINARY_BYTE_MARSHALLER);
  private static final Context.Key<String> NAME = Context.keyWithDefault("caller", ANONYMOUS);

  private Caller() {}

  /** In place of whatever a client has sent. */
  public static void put(Metadata headers, String name) {
    headers.discardAll(HEADER);
    headers.put(HEADER, name.getBytes(UTF_8));
  }

  /** Of the call that is being made. */
  static String current() {
    return NAME.get();
  }

  /** Gives each call its caller. */
  public static ServerInterceptor interceptor() {
    return new Interceptor();
  }

  private static final class Interceptor implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      byte @Nullable [] name = headers.get(HEADER);
      Context context =
          Context.current().withValue(NAME, name == null ? ANONYMOUS : new String(name, UTF_8));
      return Contexts.interceptCall(context, call, headers, next);
    }
  }
}
