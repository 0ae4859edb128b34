package io.fleetexecutor.api;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.concurrent.atomic.AtomicBoolean;

/** Nothing is answered before it was decided whether the caller may be told. */
public final class Decision {
  private static final Context.Key<AtomicBoolean> MADE = Context.key("decision");

  private Decision() {}

  /** Of the call that is being made. */
  static void made() {
    AtomicBoolean made = MADE.get();
    if (made != null) {
      made.set(true);
    }
  }

  /** Keeps answers back that nobody has decided about. */
  public static ServerInterceptor interceptor() {
    return new Interceptor();
  }

  private static final class Interceptor implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      var made = new AtomicBoolean();
      return Contexts.interceptCall(
          Context.current().withValue(MADE, made), guarded(call, made), headers, next);
    }

    private static <Q, R> ServerCall<Q, R> guarded(ServerCall<Q, R> call, AtomicBoolean made) {
      return new SimpleForwardingServerCall<>(call) {
        @Override
        public void sendMessage(R message) {
          if (!made.get()) {
            throw new IllegalStateException(
                "nobody has decided whether the caller of %s may be told"
                    .formatted(getMethodDescriptor().getFullMethodName()));
          }
          super.sendMessage(message);
        }
      };
    }
  }
}
