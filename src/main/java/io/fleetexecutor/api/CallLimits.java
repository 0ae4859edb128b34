package io.fleetexecutor.api;

import grpc.health.v1.HealthGrpc;
import io.fleetexecutor.limit.CallerKey;
import io.fleetexecutor.limit.Places;
import io.fleetexecutor.limit.RequestRate;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Refuses calls of a caller who makes too many a second, or has too many streams open. Those who
 * ask for the health of the service, whom nobody knows, may ask as often as they like, and have
 * some streams of their own.
 */
public final class CallLimits implements ServerInterceptor {
  private static final int MOST_HEALTH_STREAMS = 100;

  private final RequestRate rate;
  private final Places streams;
  private final Places healthStreams = new Places(MOST_HEALTH_STREAMS);

  public CallLimits(RequestRate rate, Places streams) {
    this.rate = rate;
    this.streams = streams;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    MethodDescriptor<Q, R> method = call.getMethodDescriptor();
    boolean isOfHealth = HealthGrpc.SERVICE_NAME.equals(method.getServiceName());
    CallerKey caller = CallOrigin.current().key();
    Duration wait = isOfHealth ? Duration.ZERO : rate.ask(caller);
    if (wait.isPositive()) {
      return refuse(call, tooManyRequests(caller, wait));
    }
    if (method.getType() == MethodType.UNARY) {
      return next.startCall(call, headers);
    }
    Places places = isOfHealth ? healthStreams : streams;
    Places.@Nullable Place place = places.take(caller);
    return place == null
        ? refuse(
            call,
            tooManyStreams(caller, places.limit(), isOfHealth ? "" : " (fleet.limits.streams)"))
        : startStream(call, headers, next, place);
  }

  private static <Q, R> ServerCall.Listener<Q> startStream(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next, Places.Place place) {
    try {
      return new Stream<>(next.startCall(call, headers), place);
    } catch (RuntimeException e) {
      place.giveBack();
      throw e;
    }
  }

  private static <Q> ServerCall.Listener<Q> refuse(
      ServerCall<Q, ?> call, StatusRuntimeException refusal) {
    Metadata trailers = refusal.getTrailers();
    call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
    return new ServerCall.Listener<>() {};
  }

  private StatusRuntimeException tooManyRequests(CallerKey caller, Duration wait) {
    return Statuses.exhausted(
        "TOO_MANY_REQUESTS",
        "%s may make %d requests a second (fleet.limits.requests-per-second)"
            .formatted(caller, rate.perSecond()),
        wait);
  }

  private StatusRuntimeException tooManyStreams(CallerKey caller, int limit, String setting) {
    return Statuses.exhausted(
        "TOO_MANY_STREAMS",
        "%s has %d streams open, and may not have more%s".formatted(caller, limit, setting));
  }

  /** gRPC tells the end of a call once, as one of the two. */
  private static final class Stream<Q> extends SimpleForwardingServerCallListener<Q> {
    private final Places.Place place;

    private Stream(ServerCall.Listener<Q> listener, Places.Place place) {
      super(listener);
      this.place = place;
    }

    @Override
    public void onComplete() {
      place.giveBack();
      super.onComplete();
    }

    @Override
    public void onCancel() {
      place.giveBack();
      super.onCancel();
    }
  }
}
