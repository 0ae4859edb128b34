package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Int32Value;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private final FakeCall call = new FakeCall();
  private final AtomicInteger pulled = new AtomicInteger();
  private final AtomicInteger ends = new AtomicInteger();
  private final AtomicInteger cancellations = new AtomicInteger();

  @Test
  void itemsArriveInOrderAndThenTheEnd() {
    send(Multi.createFrom().range(0, 1_000), Int32Value::of);
    assertThat(call.written).hasSize(1_000).isSorted();
    assertThat(call.completed).isTrue();
    assertThat(ends).hasValue(1);
  }

  @Test
  void aClientThatDoesNotReadHasNoMoreThanABatchUnderWay() {
    call.room = 1;
    send(endless(), Int32Value::of);
    assertThat(pulled.get()).isLessThanOrEqualTo(EventStream.BATCH);
    int before = pulled.get();

    call.read(100);
    assertThat(pulled.get())
        .isGreaterThan(before)
        .isLessThanOrEqualTo(before + 100 + EventStream.BATCH);
  }

  @Test
  void aClientThatDoesNotReadHasOneLargeItemUnderWay() {
    Int32Value large =
        Int32Value.newBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(
                        9,
                        UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(ByteString.copyFrom(new byte[32 << 10]))
                            .build())
                    .build())
            .build();
    call.room = 3;
    send(endless(), item -> large);
    assertThat(pulled).hasValue(3);
  }

  @Test
  void aClientThatIsNeverReadyIsSentNothing() {
    call.room = 0;
    send(endless(), Int32Value::of);
    assertThat(pulled).hasValue(0);
  }

  @Test
  void theEndOfTheCallCancelsTheSourceOnce() {
    call.room = 5;
    send(endless(), Int32Value::of);
    call.cancel();
    call.cancel();
    assertThat(cancellations).hasValue(1);
    assertThat(ends).hasValue(1);
    int before = pulled.get();
    call.read(100);
    assertThat(pulled).hasValue(before);
  }

  @Test
  void aFailingSourceIsTheStatusOfTheCall() {
    send(Multi.createFrom().failure(Status.NOT_FOUND.asRuntimeException()), Int32Value::of);
    assertThat(call.status()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(ends).hasValue(1);
  }

  @Test
  void anItemThatCannotBeMappedEndsTheCallAndTheSource() {
    send(
        endless(),
        item -> {
          if (item == 3) {
            throw new IllegalStateException("bug");
          }
          return Int32Value.of(item);
        });
    assertThat(call.written).hasSize(3);
    assertThat(call.status()).isEqualTo(Status.Code.INTERNAL);
    assertThat(cancellations).hasValue(1);
    assertThat(ends).hasValue(1);
  }

  private void send(Multi<Integer> items, Function<Integer, Int32Value> mapping) {
    EventStream.send(
        items.onCancellation().invoke(cancellations::incrementAndGet),
        mapping,
        call,
        Runnable::run,
        cutOff -> ends::incrementAndGet);
  }

  private Multi<Integer> endless() {
    return Multi.createBy().repeating().supplier(pulled::getAndIncrement).indefinitely();
  }

  /** A call whose client takes as many messages as there is room. */
  private static final class FakeCall extends ServerCallStreamObserver<Int32Value> {
    final List<Integer> written = new ArrayList<>();
    int room = Integer.MAX_VALUE;
    boolean completed;
    private @Nullable Throwable failure;
    private Runnable onReady = () -> {};
    private Runnable onCancel = () -> {};

    void read(int messages) {
      room = messages;
      onReady.run();
    }

    void cancel() {
      onCancel.run();
    }

    Status.@Nullable Code status() {
      return failure instanceof StatusRuntimeException status ? status.getStatus().getCode() : null;
    }

    @Override
    public boolean isReady() {
      return room > 0;
    }

    @Override
    public void onNext(Int32Value item) {
      written.add(item.getValue());
      room--;
    }

    @Override
    public void onError(Throwable error) {
      failure = error;
    }

    @Override
    public void onCompleted() {
      completed = true;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
      onReady = handler;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
      onCancel = handler;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public void setCompression(String compression) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void request(int count) {}

    @Override
    public void setMessageCompression(boolean enable) {}
  }
}
