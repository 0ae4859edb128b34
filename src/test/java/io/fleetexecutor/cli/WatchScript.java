package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.WatchExecutionResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.function.Consumer;

/** What one watcher gets: some events, and then an end of some kind. */
record WatchScript(List<ExecuteResponse> events, Consumer<StreamObserver<?>> end) {

  static WatchScript completes(ExecuteResponse... events) {
    return new WatchScript(List.of(events), StreamObserver::onCompleted);
  }

  static WatchScript fails(Status status, ExecuteResponse... events) {
    return fails(status.asRuntimeException(), events);
  }

  static WatchScript fails(StatusRuntimeException failure, ExecuteResponse... events) {
    return new WatchScript(List.of(events), observer -> observer.onError(failure));
  }

  static WatchScript staysOpen(ExecuteResponse... events) {
    return new WatchScript(List.of(events), observer -> {});
  }

  void play(StreamObserver<WatchExecutionResponse> observer) {
    events.forEach(
        message ->
            observer.onNext(
                WatchExecutionResponse.newBuilder().setEvent(message.getEvent()).build()));
    end.accept(observer);
  }
}
