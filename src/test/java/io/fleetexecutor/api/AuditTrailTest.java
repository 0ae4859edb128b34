package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetexecutor.audit.Audit;
import io.fleetexecutor.audit.AuditFile;
import io.fleetexecutor.v1.CancelExecutionRequest;
import io.fleetexecutor.v1.CancelExecutionResponse;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.FleetExecutorGrpc.FleetExecutorImplBase;
import io.fleetexecutor.v1.GetExecutionRequest;
import io.fleetexecutor.v1.GetExecutionResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptors;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls whose client leaves while they are under way, and which end when the test says. */
class AuditTrailTest {
  private final CompletableFuture<UniEmitter<? super String>> underWay = new CompletableFuture<>();
  private final List<ServerCallStreamObserver<?>> commands = new CopyOnWriteArrayList<>();
  private final AtomicBoolean isGivenUp = new AtomicBoolean();
  private final AtomicBoolean hasRequest = new AtomicBoolean();
  private final String name = UUID.randomUUID().toString();
  private final ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
  @TempDir Path directory;
  private Audit audit;
  private Server server;

  @BeforeEach
  void start() throws IOException {
    audit = new Audit(new AuditFile(directory.resolve("audit.jsonl")), InstantSource.system());
    server =
        InProcessServerBuilder.forName(name)
            .addService(
                ServerInterceptors.intercept(
                    new Service(), this::tellOfRequest, new AuditTrail(audit)))
            .intercept(CallOrigin.interceptor())
            .build()
            .start();
  }

  private <Q, R> ServerCall.Listener<Q> tellOfRequest(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onMessage(Q message) {
        super.onMessage(message);
        hasRequest.set(true);
      }
    };
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
    audit.close();
  }

  private final class Service extends FleetExecutorImplBase {
    private final Calls calls = calls();

    private Uni<String> work() {
      return Uni.createFrom()
          .emitter(
              emitter -> {
                emitter.onTermination(() -> isGivenUp.set(true));
                underWay.complete(emitter);
              });
    }

    @Override
    public void cancelExecution(
        CancelExecutionRequest request, StreamObserver<CancelExecutionResponse> observer) {
      commands.add((ServerCallStreamObserver<?>) observer);
      calls.carryOut(
          observer, () -> work().map(done -> CancelExecutionResponse.getDefaultInstance()));
    }

    @Override
    public void getExecution(
        GetExecutionRequest request, StreamObserver<GetExecutionResponse> observer) {
      calls.answerLater(
          observer, () -> work().map(done -> GetExecutionResponse.getDefaultInstance()));
    }
  }

  /** Nothing streams here, so that nothing drains. */
  @SuppressWarnings("NullAway")
  private static Calls calls() {
    return new Calls(null);
  }

  private <Q, R> ClientCall<Q, R> send(MethodDescriptor<Q, R> method, Q request) {
    ClientCall<Q, R> call = channel.newCall(method, CallOptions.DEFAULT);
    call.start(new ClientCall.Listener<>() {}, new Metadata());
    call.sendMessage(request);
    call.halfClose();
    return call;
  }

  private void awaitTheOneLine(String... contents) {
    await()
        .untilAsserted(
            () ->
                assertThat(Files.readAllLines(directory.resolve("audit.jsonl")))
                    .singleElement()
                    .asString()
                    .contains(contents));
  }

  @Test
  void aCommandIsCarriedOutAndOnRecordAsWhatCameOfItAlsoWhereItsClientHasLeft() {
    ClientCall<?, ?> call =
        send(
            FleetExecutorGrpc.getCancelExecutionMethod(),
            CancelExecutionRequest.newBuilder().setReason("why").build());
    UniEmitter<? super String> work = underWay.join();
    call.cancel("gone", null);
    await().until(() -> commands.getFirst().isCancelled());
    work.complete("done");

    awaitTheOneLine("\"method\":\"CancelExecution\"", "\"why\"", "\"code\":\"OK\"");
  }

  @Test
  void ofALargeRequestThatNeverArrivedAsAWholeLittleIsOnRecord() {
    ClientCall<ExecuteRequest, ExecuteResponse> call =
        channel.newCall(FleetExecutorGrpc.getExecuteMethod(), CallOptions.DEFAULT);
    call.start(new ClientCall.Listener<>() {}, new Metadata());
    call.sendMessage(
        ExecuteRequest.newBuilder()
            .setSpec(ExecutionSpec.newBuilder().setReason("x".repeat(50_000)))
            .build());
    await().untilTrue(hasRequest);
    call.cancel("gone", null);

    awaitTheOneLine("\"truncated_bytes\"", "\"code\":\"CANCELLED\"");
  }

  @Test
  void whatChangesNothingIsGivenUpWhereItsClientHasLeft() {
    ClientCall<?, ?> call =
        send(FleetExecutorGrpc.getGetExecutionMethod(), GetExecutionRequest.getDefaultInstance());
    underWay.join();
    call.cancel("gone", null);

    await().untilTrue(isGivenUp);
    awaitTheOneLine("\"method\":\"GetExecution\"", "\"code\":\"CANCELLED\"");
  }
}
