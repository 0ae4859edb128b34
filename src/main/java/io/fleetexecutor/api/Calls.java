package io.fleetexecutor.api;

import com.google.protobuf.MessageLite;
import io.fleetexecutor.execution.StreamEvent;
import io.fleetexecutor.v1.ExecutionEvent;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers calls; whatever fails on the way is the call's status. */
final class Calls {
  private final Drain drain;
  private final CallExecutors executors = new CallExecutors();

  Calls(Drain drain) {
    this.drain = drain;
  }

  /** Off the event loop: to parse manifests and to compile expressions takes its time. */
  static <T> Uni<T> aside(Supplier<T> reading) {
    return Uni.createFrom().item(reading).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  /** What a stream tells, and how much of it. */
  record Events(Multi<StreamEvent> events, boolean omitOutputs) {}

  /** A stream of events, at the client's pace. */
  <R extends MessageLite> void stream(
      StreamObserver<R> observer, Supplier<Events> source, Function<ExecutionEvent, R> response) {
    Events events;
    try {
      events = source.get();
    } catch (RuntimeException e) {
      observer.onError(Statuses.of(e));
      return;
    }
    EventStream.send(
        events.events(),
        event -> response.apply(StreamWriter.event(event, events.omitOutputs())),
        (ServerCallStreamObserver<R>) observer,
        executors.forCall(),
        cutOff -> drain.openStream());
  }

  /** A stream that ends with its client, or with the service: nothing waits for it then. */
  <T, R extends MessageLite> void endless(
      StreamObserver<R> observer, Supplier<Multi<T>> source, Function<T, R> response) {
    Multi<T> items;
    try {
      items = source.get();
    } catch (RuntimeException e) {
      observer.onError(Statuses.of(e));
      return;
    }
    EventStream.send(
        items,
        response,
        (ServerCallStreamObserver<R>) observer,
        executors.forCall(),
        drain::openEndlessStream);
  }

  /** One response, now. */
  <R> void answer(StreamObserver<R> observer, Supplier<R> response) {
    try {
      observer.onNext(response.get());
      observer.onCompleted();
    } catch (RuntimeException e) {
      observer.onError(Statuses.of(e));
    }
  }

  /** One response, once it is there; nothing goes on for a client that is gone. */
  <R> void answerLater(StreamObserver<R> observer, Supplier<Uni<R>> response) {
    Cancellable pending = begin(observer, response);
    // Also so that an answer to a client that is gone is no error.
    ((ServerCallStreamObserver<R>) observer).setOnCancelHandler(pending::cancel);
  }

  /** One response, to what is carried out also for a client that is gone. */
  <R> void carryOut(StreamObserver<R> observer, Supplier<Uni<R>> response) {
    ((ServerCallStreamObserver<R>) observer).setOnCancelHandler(() -> {});
    begin(observer, response);
  }

  private <R> Cancellable begin(StreamObserver<R> observer, Supplier<Uni<R>> response) {
    return Uni.createFrom()
        .deferred(response::get)
        .emitOn(executors.forCall())
        .subscribe()
        .with(
            item -> answer(observer, () -> item),
            failure -> observer.onError(Statuses.of(failure)));
  }
}
