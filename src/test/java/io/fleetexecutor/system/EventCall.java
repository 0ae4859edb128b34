package io.fleetexecutor.system;

import io.fleetexecutor.v1.ExecutionEvent;
import io.grpc.ClientCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** One call that streams events, and how it ended. */
final class EventCall {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ClientCall<?, ?> call;
  private final CompletableFuture<StatusRuntimeException> end;

  private EventCall(ClientCall<?, ?> call, CompletableFuture<StatusRuntimeException> end) {
    this.call = call;
    this.end = end;
  }

  static <Q, R> EventCall start(
      ClientCall<Q, R> call,
      Q request,
      Function<R, ExecutionEvent> event,
      Consumer<ExecutionEvent> sink) {
    var end = new CompletableFuture<StatusRuntimeException>();
    ClientCalls.asyncServerStreamingCall(
        call,
        request,
        new StreamObserver<R>() {
          @Override
          public void onNext(R response) {
            sink.accept(event.apply(response));
          }

          @Override
          public void onError(Throwable failure) {
            end.complete((StatusRuntimeException) failure);
          }

          @Override
          public void onCompleted() {
            end.complete(Status.OK.asRuntimeException());
          }
        });
    return new EventCall(call, end);
  }

  void cancel() {
    call.cancel("the client has seen enough", null);
  }

  boolean endsWithin(Duration limit) {
    if (limit.isZero()) {
      return end.isDone();
    }
    return end.copy()
        .thenApply(ended -> true)
        .completeOnTimeout(false, limit.toNanos(), TimeUnit.NANOSECONDS)
        .join();
  }

  /** Its status and the details, also where it is OK. */
  StatusRuntimeException awaitEnd() {
    return end.copy().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
  }
}
