package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.fleetexecutor.limit.Places;
import io.fleetexecutor.limit.RequestRate;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.FleetExecutorGrpc.FleetExecutorImplBase;
import io.fleetexecutor.v1.GetServerStatusRequest;
import io.fleetexecutor.v1.GetServerStatusResponse;
import io.fleetexecutor.v1.WatchClustersRequest;
import io.fleetexecutor.v1.WatchClustersResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Over gRPC's in-process transport, with calls that end when the test says. */
class CallLimitsTest {
  private static final int STREAMS = 5;
  private static final int ROUNDS = 100;
  private static final CallOrigin ANONYMOUS = new CallOrigin(Caller.ANONYMOUS, "10.0.0.1", "");

  private final String name = UUID.randomUUID().toString();
  private final Queue<StreamObserver<WatchClustersResponse>> open = new ConcurrentLinkedQueue<>();
  private final ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
  private boolean breaks;
  private @Nullable Server server;

  @AfterEach
  void stop() {
    channel.shutdownNow();
    Objects.requireNonNull(server).shutdownNow();
  }

  /** How a stream ends. */
  enum End {
    SERVICE_ENDS,
    SERVICE_FAILS,
    CLIENT_CANCELS,
    DEADLINE_PASSES,
    SERVICE_BREAKS
  }

  @ParameterizedTest
  @EnumSource
  void aStreamGivesItsPlaceBackHoweverItEnds(End end) throws Exception {
    start(0);
    for (int round = 0; round < ROUNDS; round++) {
      List<Watch> watches = openAll(channel, end);
      if (end != End.SERVICE_BREAKS && end != End.DEADLINE_PASSES) {
        assertThat(new Watch(channel, CallOptions.DEFAULT).refusal().getStatus().getCode())
            .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      }
      end(end, watches);
      for (Watch watch : watches) {
        watch.awaitEnd();
      }
      open.clear();
    }
    breaks = false;
    assertFree(STREAMS);
  }

  @Test
  void aRefusedStreamSaysWhyAndTakesNothing() throws Exception {
    start(0);
    openAll(channel, End.SERVICE_ENDS);
    for (int i = 0; i < ROUNDS; i++) {
      StatusRuntimeException refused = new Watch(channel, CallOptions.DEFAULT).refusal();
      assertThat(reason(refused)).isEqualTo("TOO_MANY_STREAMS");
      assertThat(refused.getStatus().getDescription())
          .isEqualTo(
              "anonymous at 10.0.0.1 has 5 streams open, and may not have more"
                  + " (fleet.limits.streams)");
    }
    Objects.requireNonNull(open.poll()).onCompleted();
    assertFree(1);
  }

  @Test
  void aCallerWhoHasAllItsStreamsHindersNeitherOthersNorItsOwnOtherCalls() throws Exception {
    start(0);
    openAll(channel, End.SERVICE_ENDS);
    new Watch(of("jane"), CallOptions.DEFAULT).awaitOpen();
    new Watch(of("john"), CallOptions.DEFAULT).awaitOpen();
    assertThat(status(channel)).isNotNull();
  }

  @Test
  void whoCallsTooOftenIsToldHowLongToWait() throws Exception {
    start(2);
    status(channel);
    status(channel);
    StatusRuntimeException refused =
        catchThrowableOfType(StatusRuntimeException.class, () -> status(channel));

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(reason(refused)).isEqualTo("TOO_MANY_REQUESTS");
    assertThat(refused.getStatus().getDescription())
        .isEqualTo(
            "anonymous at 10.0.0.1 may make 2 requests a second"
                + " (fleet.limits.requests-per-second)");
    var details = Objects.requireNonNull(StatusProto.fromThrowable(refused));
    assertThat(details.getDetails(1).unpack(RetryInfo.class).getRetryDelay().getNanos())
        .isEqualTo(500_000_000);
    assertThat(new Watch(channel, CallOptions.DEFAULT).refusal().getStatus().getCode())
        .as("streams are requests, too")
        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(status(of("jane"))).isNotNull();
  }

  private void start(int perSecond) throws Exception {
    server =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .intercept(new CallLimits(new RequestRate(perSecond, () -> 0), new Places(STREAMS)))
            .intercept(CallOrigin.interceptor())
            .addService(new Service())
            .build()
            .start();
  }

  private List<Watch> openAll(Channel to, End end) throws Exception {
    breaks = end == End.SERVICE_BREAKS;
    CallOptions options =
        end == End.DEADLINE_PASSES
            ? CallOptions.DEFAULT.withDeadlineAfter(10, TimeUnit.MILLISECONDS)
            : CallOptions.DEFAULT;
    List<Watch> watches = new ArrayList<>();
    for (int i = 0; i < STREAMS; i++) {
      watches.add(new Watch(to, options));
    }
    if (end != End.SERVICE_BREAKS && end != End.DEADLINE_PASSES) {
      for (Watch watch : watches) {
        watch.awaitOpen();
      }
    }
    return watches;
  }

  private void end(End end, List<Watch> watches) {
    switch (end) {
      case SERVICE_ENDS -> open.forEach(StreamObserver::onCompleted);
      case SERVICE_FAILS ->
          open.forEach(stream -> stream.onError(Status.INTERNAL.asRuntimeException()));
      case CLIENT_CANCELS -> watches.forEach(Watch::cancel);
      case DEADLINE_PASSES, SERVICE_BREAKS -> {}
    }
  }

  /** Takes all of them; the server may hear of the last end after its client. */
  private void assertFree(int places) throws Exception {
    for (int i = 0; i < places; i++) {
      await().until(() -> new Watch(channel, CallOptions.DEFAULT).isOpen());
    }
    assertThat(new Watch(channel, CallOptions.DEFAULT).isOpen()).isFalse();
  }

  private Channel of(String caller) {
    return from(new CallOrigin(Caller.named(caller), "10.0.0.1", ""));
  }

  private Channel from(CallOrigin origin) {
    var headers = new Metadata();
    origin.putInto(headers);
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private GetServerStatusResponse status(Channel to) {
    return FleetExecutorGrpc.newBlockingStub(to == channel ? from(ANONYMOUS) : to)
        .getServerStatus(GetServerStatusRequest.getDefaultInstance());
  }

  private static String reason(StatusRuntimeException failure) throws Exception {
    return Objects.requireNonNull(StatusProto.fromThrowable(failure))
        .getDetails(0)
        .unpack(ErrorInfo.class)
        .getReason();
  }

  /** A stream that the test opens. */
  private final class Watch {
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    private final CompletableFuture<StatusRuntimeException> ended = new CompletableFuture<>();
    private final ClientCall<WatchClustersRequest, WatchClustersResponse> call;

    Watch(Channel to, CallOptions options) {
      Channel origin = to == channel ? from(ANONYMOUS) : to;
      this.call = origin.newCall(FleetExecutorGrpc.getWatchClustersMethod(), options);
      ClientCalls.asyncServerStreamingCall(
          call,
          WatchClustersRequest.getDefaultInstance(),
          new StreamObserver<>() {
            @Override
            public void onNext(WatchClustersResponse response) {
              opened.complete(true);
            }

            @Override
            public void onError(Throwable failure) {
              end((StatusRuntimeException) failure);
            }

            @Override
            public void onCompleted() {
              end(Status.OK.asRuntimeException());
            }
          });
    }

    private void end(StatusRuntimeException status) {
      ended.complete(status);
      opened.complete(false);
    }

    boolean isOpen() throws Exception {
      return opened.get(1, TimeUnit.MINUTES);
    }

    void awaitOpen() throws Exception {
      assertThat(isOpen()).as("open").isTrue();
    }

    StatusRuntimeException refusal() throws Exception {
      return ended.get(1, TimeUnit.MINUTES);
    }

    void awaitEnd() throws Exception {
      ended.get(1, TimeUnit.MINUTES);
    }

    void cancel() {
      call.cancel("the test", null);
    }
  }

  /** Tells each watcher that it is there, and leaves the rest to the test. */
  private final class Service extends FleetExecutorImplBase {
    @Override
    public void watchClusters(
        WatchClustersRequest request, StreamObserver<WatchClustersResponse> observer) {
      if (breaks) {
        throw new IllegalStateException("the test");
      }
      open.add(observer);
      observer.onNext(WatchClustersResponse.getDefaultInstance());
    }

    @Override
    public void getServerStatus(
        GetServerStatusRequest request, StreamObserver<GetServerStatusResponse> observer) {
      observer.onNext(GetServerStatusResponse.getDefaultInstance());
      observer.onCompleted();
    }
  }
}
