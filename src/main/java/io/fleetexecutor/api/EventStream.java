package io.fleetexecutor.api;

import com.google.protobuf.MessageLite;
import io.fleetexecutor.execution.DrainingException;
import io.grpc.stub.ServerCallStreamObserver;
import io.smallrye.mutiny.Multi;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The last step of a stream: pulls items at the client's pace and writes them to the call. No more
 * than {@value #BATCH} items are under way to a client that does not read, and one where items are
 * large. The call's end, whoever brings it, cancels the subscription.
 *
 * <p>Everything runs on one serial executor, so that nothing here needs a lock.
 */
final class EventStream<T, R extends MessageLite> implements Subscriber<T> {
  static final int BATCH = 16;
  private static final int LARGE_BYTES = 16 << 10;

  private final ServerCallStreamObserver<R> call;
  private final Function<T, R> mapping;
  private final Executor serial;
  private final Runnable onEnd;
  private @Nullable Subscription subscription;
  private int underWay;
  // What comes may be as large as the largest of what came last.
  private int largestBytes = Integer.MAX_VALUE;
  private boolean ended;

  private EventStream(
      ServerCallStreamObserver<R> call,
      Function<T, R> mapping,
      Executor serial,
      UnaryOperator<Runnable> opening) {
    this.call = call;
    this.mapping = mapping;
    this.serial = serial;
    this.onEnd = opening.apply(this::cutOff);
  }

  /**
   * To be called before the call's handler returns, as gRPC asks of those who set handlers.
   *
   * @param opening takes what cuts the stream off when the service ends, and gives what is to be
   *     run once, after the last word of the stream
   */
  static <T, R extends MessageLite> void send(
      Multi<T> items,
      Function<T, R> mapping,
      ServerCallStreamObserver<R> call,
      Executor serial,
      UnaryOperator<Runnable> opening) {
    var stream = new EventStream<T, R>(call, mapping, serial, opening);
    call.setOnReadyHandler(() -> serial.execute(stream::pull));
    call.setOnCancelHandler(() -> serial.execute(stream::cancel));
    items.subscribe().withSubscriber(stream);
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    serial.execute(
        () -> {
          this.subscription = subscription;
          if (ended) {
            subscription.cancel();
          } else {
            pull();
          }
        });
  }

  @Override
  public void onNext(T item) {
    serial.execute(
        () -> {
          underWay--;
          if (!ended) {
            write(item);
          }
        });
  }

  @Override
  public void onError(Throwable failure) {
    end(() -> call.onError(Statuses.of(failure)));
  }

  @Override
  public void onComplete() {
    end(call::onCompleted);
  }

  private void write(T item) {
    try {
      R message = mapping.apply(item);
      largestBytes = Math.max(largestBytes, message.getSerializedSize());
      call.onNext(message);
      pull();
    } catch (RuntimeException e) {
      cancel();
      call.onError(Statuses.of(e));
    }
  }

  private void pull() {
    if (subscription != null && !ended && underWay == 0 && call.isReady()) {
      underWay = largestBytes <= LARGE_BYTES ? BATCH : 1;
      largestBytes = 0;
      subscription.request(underWay);
    }
  }

  private void end(Runnable lastWord) {
    serial.execute(
        () -> {
          if (!ended) {
            ended = true;
            try {
              lastWord.run();
            } finally {
              onEnd.run();
            }
          }
        });
  }

  private void cutOff() {
    serial.execute(
        () -> {
          if (!ended) {
            cancel();
            call.onError(Statuses.of(new DrainingException()));
          }
        });
  }

  private void cancel() {
    if (ended) {
      return;
    }
    ended = true;
    if (subscription != null) {
      subscription.cancel();
    }
    onEnd.run();
  }
}
